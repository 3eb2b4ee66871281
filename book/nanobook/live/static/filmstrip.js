// A filmstrip: one slider and one list choose which of several finished frames is seen.
// No computation happens here; every frame was computed and drawn in Python.
for (const strip of document.querySelectorAll(".lc-filmstrip:not([data-live])")) {
  strip.dataset.live = "true";
  const slider = strip.querySelector("input");
  const list = strip.querySelector("select");
  const frames = strip.querySelectorAll(".lc-frame");
  const show = (index) => {
    frames.forEach((frame, i) => { frame.hidden = i !== index; });
    list.selectedIndex = index;
    if (slider) {
      slider.value = index;
      slider.setAttribute("aria-valuetext", list.options[index].text);
    }
  };
  if (slider) slider.addEventListener("input", () => show(Number(slider.value)));
  list.addEventListener("change", () => show(list.selectedIndex));
  // Without this script the list could not move anything, so it waits disabled until now.
  list.disabled = false;
  if (slider) slider.disabled = false;
  // A browser may restore the list of an earlier visit: the frame has to agree with it.
  const agree = () => show(list.selectedIndex);
  agree();
  window.addEventListener("pageshow", agree);
}
