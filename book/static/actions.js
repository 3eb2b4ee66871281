// What the buttons at the top of a page do. As attributes of the buttons, where the theme writes
// them, a strict content-security policy would forbid them: see book/extensions/selfcontained.py.
(() => {
  const actions = {
    print: () => window.print(),
    "full-screen": () => window.toggleFullScreen(), // the theme's
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (button) actions[button.dataset.action]?.();
  });
})();
