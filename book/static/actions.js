// What the buttons at the top of a page do. As attributes of the buttons, where the theme writes
// them, a strict content-security policy would forbid them: see book/extensions/selfcontained.py.
(() => {
  const actions = {
    print: () => window.print(),
    "full-screen": () => window.toggleFullScreen(), // the theme's
  };
  // A page that is opened from a disk may not load the notebook's scripts: say so, not nothing.
  const fromDisk = (event, link) => {
    event.preventDefault();
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.textContent = "Browsers run notebooks only from a server: start one with “make serve”.";
    link.replaceWith(said);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (button) actions[button.dataset.action]?.();
    const link = event.target.closest("a.open-in-lite");
    if (link && location.protocol === "file:") fromDisk(event, link);
  });
})();
