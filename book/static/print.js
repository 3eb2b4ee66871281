// Before a page is printed: answers are unfolded and the light theme is taken, since paper is white
// and cannot be clicked. Afterwards everything is as it was. (The rest is in print.css.)
(() => {
  const root = document.documentElement;
  let undo = null;

  const prepare = () => {
    if (undo) return;
    const folded = [...document.querySelectorAll("details.sd-dropdown:not([open])")];
    const { theme } = root.dataset;
    folded.forEach((answer) => { answer.open = true; });
    root.dataset.theme = "light";
    // Pictures that wait until they are scrolled to would be missing.
    document.querySelectorAll("img[loading=lazy]").forEach((img) => { img.loading = "eager"; });
    undo = () => {
      folded.forEach((answer) => { answer.open = false; });
      root.dataset.theme = theme;
    };
  };
  const restore = () => {
    if (undo) undo();
    undo = null;
  };

  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", restore);
  // Some browsers announce only that the medium has changed.
  matchMedia("print").addEventListener("change", (print) => (print.matches ? prepare() : restore()));
})();
