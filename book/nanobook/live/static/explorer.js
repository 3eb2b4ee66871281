// The threshold explorer. In a page it computes by itself; as an anywidget it asks Python.

const CONTROLS = [
  { key: "volume", label: "mode volume V", unit: "(λ/2n)³" },
  { key: "Q", label: "quality factor Q", unit: "" },
  { key: "gamma_bg", label: "background γ_bg", unit: "s⁻¹" },
  { key: "pump", label: "pump current", unit: "µA" },
];
const AMPERE_PER_PUMP = physics.steady(physics.rates(1, 1, 1, 1), 1).current;
const PER_MICROAMPERE = 1e-6 / AMPERE_PER_PUMP;
const SPEAK_AFTER = 400; // milliseconds of rest before the sentence is read out

function deviceCalled(name) {
  return known.devices.find((one) => one.name === name);
}

function settingsOf(device) {
  const { name, n_emitters, volume, Q, gamma_bg } = device;
  return { device: name, n_emitters, volume, Q, gamma_bg, pump: null };
}

// Of what Python says to start with: the device's number of emitters belongs to it.
function startOf(given) {
  return { ...settingsOf(deviceCalled(given.device)), ...given };
}

// Settings of a link like ?device=EDC+laser+1&V=0.08&Q=5000&bg=1e9&J=1e12&off=3,7, where it has them.
function settingsFrom(search, start) {
  const asked = new URLSearchParams(search);
  const device = deviceCalled(asked.get("device"));
  const settings = device ? settingsOf(device) : { ...start };
  if (device) {
    for (const [key, name] of [["volume", "V"], ["Q", "Q"], ["gamma_bg", "bg"], ["pump", "J"]]) {
      const value = Number(asked.get(name));
      if (asked.get(name) && value > 0 && Number.isFinite(value)) settings[key] = clamped(device, key, value);
    }
  }
  const off = new Set(device ? (asked.get("off") ?? "").split(",").map(Number) : []);
  return { settings, off };
}

function clamped(device, key, value) {
  if (!device.ranges[key]) return value;
  const [low, high] = device.ranges[key];
  return Math.min(Math.max(value, low), high);
}

function linkTo(settings, shown) {
  const asked = new URLSearchParams({ device: settings.device, V: settings.volume, Q: settings.Q, bg: settings.gamma_bg, J: settings.pump });
  const off = known.definitions.map((_, i) => i + 1).filter((number) => !shown.has(number));
  if (off.length) asked.set("off", off.join(","));
  return `${location.href.split(/[?#]/)[0]}?${asked}#threshold-explorer`;
}

function rounded(value) {
  const short = Number(value.toPrecision(4));
  return short >= 1e6 ? short.toExponential().replace("+", "") : String(short);
}

function controlRow({ key, label, unit }, id) {
  return `<div class="lc-x-control"><label for="${id}-${key}">${label.replace("_bg", "<sub>bg</sub>")}</label>` +
    `<input type="range" data-slider="${key}" aria-label="${label}" step="0.01" autocomplete="off">` +
    `<input type="number" id="${id}-${key}" data-number="${key}" step="any" inputmode="decimal" autocomplete="off"><span>${unit}</span></div>`;
}

function skeleton(id, inPage) {
  const options = known.devices.map(({ name }) => `<option>${escaped(name)}</option>`).join("");
  const rows = known.definitions.map(({ name, condition }, i) =>
    `<tr data-row="${i}"><td><label class="lc-x-switch"><input type="checkbox" checked data-mark="${i + 1}" autocomplete="off" aria-label="mark ${escaped(name)}">` +
    `<svg class="lc-x-key" viewBox="0 0 46 20" width="46" height="20" aria-hidden="true"><path class="lc-x-mark lc-x-m${i} lc-x-d${i}" d="M20,10H46"/><g class="lc-x-m${i}"><circle cx="10" cy="10" r="8.5"/><text class="lc-x-badge" x="10" y="14" text-anchor="middle">${i + 1}</text></g></svg></label></td>` +
    `<th scope="row" title="${escaped(condition)}">${escaped(name)}</th><td></td><td></td><td class="lc-x-reason"></td></tr>`).join("");
  return `<div class="lc-x-controls" role="group" aria-label="settings"><div class="lc-x-control"><label for="${id}-device">device</label><select id="${id}-device" autocomplete="off">${options}</select>` +
    `<button type="button" data-do="reset">reset to the catalogue</button></div>${CONTROLS.map((one) => controlRow(one, id)).join("")}</div>` +
    `<p class="lc-x-verdict"></p><p class="lc-x-sentence"></p><p class="lc-x-spoken" role="status"></p>` +
    `<div class="lc-x-picture"></div><p class="lc-x-beyond" hidden></p>` +
    `<div class="lc-x-table" tabindex="0" role="region" aria-label="thresholds of this device"><table><thead><tr><th scope="col">mark</th><th scope="col">threshold</th><th scope="col">current</th><th scope="col">photons</th><th scope="col">what happens there, or why there is none</th></tr></thead><tbody>${rows}</tbody></table></div>` +
    `<p class="lc-x-actions"><button type="button" data-do="svg">Download the figure (SVG)</button><button type="button" data-do="csv">Download the numbers (CSV)</button>${inPage ? '<a class="lc-x-link" href="#">Link to these settings</a>' : ""}</p>` +
    `<p class="lc-x-source"></p>`;
}

class Explorer {
  // `solve(settings)` returns an answer, or undefined if it will call `show` later.
  constructor(place, solve, start, off, inPage) {
    [this.place, this.solve, this.settings] = [place, solve, start];
    this.inPage = inPage;
    this.shown = new Set(known.definitions.map((_, i) => i + 1).filter((number) => !off.has(number)));
    const id = `lc-x-${Math.random().toString(36).slice(2, 8)}`;
    place.innerHTML = skeleton(id, inPage);
    this.find = (selector) => place.querySelector(selector);
    for (const box of place.querySelectorAll("[data-mark]")) box.checked = this.shown.has(Number(box.dataset.mark));
    this.listen();
    this.ask();
    this.watchWidth();
  }

  listen() {
    this.find("select").addEventListener("change", (event) => this.choose(settingsOf(deviceCalled(event.target.value))));
    for (const { key } of CONTROLS) {
      this.find(`[data-slider=${key}]`).addEventListener("input", (event) => this.slide(key, Number(event.target.value)));
      const box = this.find(`[data-number=${key}]`);
      box.addEventListener("change", () => this.type(key, box));
      box.addEventListener("keydown", (event) => this.step(event, key, box));
    }
    for (const box of this.place.querySelectorAll("[data-mark]")) box.addEventListener("change", () => this.mark(box));
    const actions = { reset: () => this.choose(settingsOf(deviceCalled(this.settings.device))), svg: () => this.saveSvg(), csv: () => this.saveCsv() };
    for (const button of this.place.querySelectorAll("[data-do]")) button.addEventListener("click", actions[button.dataset.do]);
  }

  choose(settings) {
    this.settings = settings;
    this.ask();
  }

  slide(key, place) {
    const value = Number((10 ** place).toPrecision(4)); // which may round to beyond the slider's end
    this.choose({ ...this.settings, [key]: key === "pump" ? 10 ** place : clamped(deviceCalled(this.settings.device), key, value) });
  }

  // The arrow keys move a number as they move its slider: by a share, not by one.
  step(event, key, input) {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    input.value = rounded(Number(input.value) * 10 ** (0.01 * way));
    this.type(key, input);
  }

  type(key, input) {
    const value = Number(input.value);
    if (!(value > 0)) this.showControls();
    else if (key === "pump") this.choose({ ...this.settings, pump: this.inRange(value * PER_MICROAMPERE) });
    else this.choose({ ...this.settings, [key]: clamped(deviceCalled(this.settings.device), key, value) });
  }

  mark(box) {
    const number = Number(box.dataset.mark);
    if (box.checked) this.shown.add(number);
    else this.shown.delete(number);
    this.draw();
  }

  inRange(pump) {
    const [low, high] = this.found.range;
    return Math.min(Math.max(pump, low), high);
  }

  // What went wrong, instead of an answer.
  tell(problem) {
    if (this.found) {
      this.settings = this.found.settings; // the last ones that had an answer
      this.showControls();
    }
    this.find(".lc-x-source").textContent = problem;
  }

  ask() {
    const found = this.solve(this.settings, (later) => this.show(later));
    if (found) this.show(found);
  }

  // A pump that the settings do not have yet, or that a new device does not reach, is set by its range.
  show(found) {
    this.found = found;
    const pump = this.inRange(found.at.pump);
    this.settings = { ...this.settings, pump };
    if (pump !== found.at.pump) {
      this.ask();
      return;
    }
    found.settings = this.settings;
    this.showControls();
    this.showText();
    this.draw();
  }

  showControls() {
    const { settings, found } = this;
    const device = deviceCalled(settings.device);
    this.find("select").value = settings.device;
    for (const { key, label, unit } of CONTROLS) {
      const [low, high] = key === "pump" ? found.range : device.ranges[key];
      const slider = this.find(`[data-slider=${key}]`);
      [slider.min, slider.max] = [Math.log10(low), Math.log10(high)];
      // Steps of about 0.01 that end where the slider ends; a hair less, so that rounding fits the last one in.
      slider.step = ((1 - 1e-9) * (slider.max - slider.min)) / Math.round((slider.max - slider.min) / 0.01);
      slider.value = Math.log10(settings[key]);
      const shown = key === "pump" ? settings.pump / PER_MICROAMPERE : settings[key];
      slider.setAttribute("aria-valuetext", key === "pump" ? quantity(found.at.current, "A") : `${scientific(shown)} ${unit}`.trim());
      this.find(`[data-number=${key}]`).value = rounded(shown);
    }
  }

  showText() {
    const { found } = this;
    this.find(".lc-x-verdict").textContent = found.verdict.sentence;
    this.find(".lc-x-sentence").textContent = sentence(found);
    const beyond = this.find(".lc-x-beyond");
    beyond.hidden = !found.beyond.length;
    beyond.textContent = found.beyond.map((note) => `Beyond the model: ${note}.`).join(" ");
    found.thresholds.forEach((one, i) => this.showRow(this.find(`[data-row="${i}"]`), one));
    if (this.inPage) this.find(".lc-x-link").href = linkTo(this.settings, this.shown);
    this.find(".lc-x-source").textContent = found.source ?? "";
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      this.find(".lc-x-spoken").textContent = `${found.verdict.sentence} ${sentence(found)}`;
    }, SPEAK_AFTER);
  }

  showRow(row, one) {
    const [, , current, photons, reason] = row.children;
    current.textContent = one.reached ? quantity(one.current, "A") : one.computed ? "none" : "not computed";
    photons.textContent = one.reached ? scientific(one.photons) : "–";
    const drawn = !one.reached || (one.pump >= this.found.range[0] && one.pump <= this.found.range[1]);
    reason.textContent = drawn ? one.reason : `${one.reason}; outside the currents that are drawn`;
    row.classList.toggle("lc-x-none", !one.reached);
  }

  draw() {
    if (!this.found) return;
    const width = Math.max(Math.min(Math.floor(this.find(".lc-x-picture").clientWidth), 960), 280);
    this.find(".lc-x-picture").innerHTML = picture(this.found, this.shown, width);
    if (this.inPage) this.find(".lc-x-link").href = linkTo(this.settings, this.shown);
  }

  watchWidth() {
    let before = this.find(".lc-x-picture").clientWidth;
    new ResizeObserver(([{ contentRect }]) => {
      if (Math.abs(contentRect.width - before) < 2) return;
      before = contentRect.width;
      this.draw();
    }).observe(this.find(".lc-x-picture"));
  }

  saveSvg() {
    const drawn = picture(this.found, this.shown, 760).replace('class="lc-x-figure"', 'class="lc-x lc-x-figure"');
    save(drawn.replace(">", `><style>${known.css.replace(/</g, "&lt;")}</style><rect width="100%" height="100%" fill="#fff"/>`), "thresholds.svg", "image/svg+xml");
  }

  saveCsv() {
    save(`\ufeff${asCsv(this.found)}\r\n`, "thresholds.csv", "text/csv");
  }
}

function save(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// In a page without a kernel: formulas at once, tables as soon as they are there.
function inPage(place) {
  place.dataset.live = "true";
  const { settings, off } = settingsFrom(location.search, startOf(JSON.parse(place.dataset.start)));
  let tables = null;
  const explorer = new Explorer(place, (one) => answer(one, tables), settings, off, true);
  place.explorer = explorer;
  performance.mark("explorer-drawn");
  loadTables((loaded) => {
    tables = loaded;
    explorer.ask();
  });
}

// The tables are a script of their own, so that they are loaded once for all pages, also from a disk.
function loadTables(use) {
  const script = document.createElement("script");
  script.src = `${document.documentElement.dataset.content_root ?? ""}explorer-tables.js`;
  script.addEventListener("load", () => globalThis.lasercoreTables && use(globalThis.lasercoreTables));
  script.addEventListener("error", () => script.remove()); // then all is by Langevin, and says so
  document.head.append(script);
}

// With a kernel Python answers; of the requests made while it computes only the last one counts.
function render({ model, el }) {
  const place = document.createElement("div");
  place.className = "lc-x";
  place.addEventListener("keydown", (event) => event.stopPropagation()); // else JupyterLab takes the arrows
  el.append(place);
  let [busy, waiting, use] = [false, null, null];
  const send = (settings) => {
    busy = true;
    model.send({ settings });
  };
  model.on("msg:custom", (message) => {
    busy = false;
    if (waiting) send(waiting);
    else if (message.answer) use(message.answer);
    else explorer.tell(message.problem);
    waiting = null;
  });
  const ask = (settings, later) => {
    use = later;
    if (busy) waiting = settings;
    else send(settings);
  };
  const explorer = new Explorer(place, ask, startOf(model.get("start")), new Set(), false);
}

export default { render };

if (typeof document !== "undefined") {
  for (const place of document.querySelectorAll(".lc-x[data-start]:not([data-live])")) inPage(place);
}
