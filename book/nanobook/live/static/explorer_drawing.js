// From an answer to a picture, as the text of an SVG. Colours are in explorer.css.

const MARGIN = { left: 58, right: 12, top: 26, gap: 30, bottom: 44 };
const NARROW = 560;

function escaped(text) {
  return String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
}

function fixed(number) {
  return Number(number.toFixed(1));
}

// A scale from values to pixels.
function axis(low, high, from, to, logarithmic) {
  const place = logarithmic ? Math.log : (x) => x;
  const [a, b] = [place(low), place(high)];
  return { low, high, logarithmic, to: (x) => from + ((place(x) - a) / (b - a)) * (to - from) };
}

function decades({ low, high }, most) {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((last - first + 1) / most));
  const found = [];
  for (let power = first; power <= last; power += step) found.push(10 ** power);
  return found;
}

function line(xs, ys, at, x, y) {
  let path = "";
  let drawing = false;
  at.forEach((one, i) => {
    const value = ys[i];
    const inside = Number.isFinite(value) && value >= y.low && value <= y.high && one >= x.low * (1 - 1e-9) && one <= x.high * (1 + 1e-9);
    if (inside) path += `${drawing ? "L" : "M"}${fixed(x.to(one))},${fixed(y.to(value))}`;
    drawing = inside;
  });
  return path;
}

function frame(x, y, box, title, xTicks, yTicks, xTitle) {
  const grid = [
    ...xTicks.map(([at]) => `M${fixed(x.to(at))},${box.top}V${box.bottom}`),
    ...yTicks.map(([at]) => `M${box.left},${fixed(y.to(at))}H${box.right}`),
  ].join("");
  const below = xTicks.filter(([, text]) => text).map(
    ([at, text]) => `<text x="${fixed(x.to(at))}" y="${box.bottom + 16}" text-anchor="middle">${escaped(text)}</text>`,
  );
  const beside = yTicks.map(
    ([at, text]) => `<text x="${box.left - 6}" y="${fixed(y.to(at) + 4)}" text-anchor="end">${escaped(text)}</text>`,
  );
  const label = xTitle ? `<text x="${(box.left + box.right) / 2}" y="${box.bottom + 34}" text-anchor="middle">${escaped(xTitle)}</text>` : "";
  return `<path class="lc-x-grid" d="${grid}"/><path class="lc-x-axis" d="M${box.left},${box.top}V${box.bottom}H${box.right}"/>` +
    `<text class="lc-x-title" x="${box.left}" y="${box.top - 8}">${escaped(title)}</text>${below.join("")}${beside.join("")}${label}`;
}

function powerOfTen(value) {
  const power = Math.round(Math.log10(value));
  return power >= -2 && power <= 3 ? String(value) : scientific(value, 1).replace(/^1·/, "");
}

// Boxes of the four panels for a width in pixels: beside each other, or on a phone below.
function boxes(width) {
  const wide = width >= NARROW;
  const column = wide ? (width - 8) / 2 : width;
  const box = (left, top, height) => ({ left: left + MARGIN.left, right: left + column - MARGIN.right, top, bottom: top + height });
  if (wide) {
    return {
      height: 520,
      light: box(0, 44, 265), carriers: box(0, 348, 128), noise: box(column + 8, 44, 190), photons: box(column + 8, 316, 160),
    };
  }
  return { height: 880, light: box(0, 44, 240), carriers: box(0, 318, 110), noise: box(0, 494, 130), photons: box(0, 700, 136) };
}

// Numbers of the thresholds at the top of their lines, in rows where they would touch.
function badges(marks, x, box) {
  const rows = [];
  return marks.map(({ number, current }) => {
    const at = x.to(current);
    let row = rows.findIndex((last) => at - last > 17.5);
    if (row < 0) row = rows.push(-Infinity) - 1;
    rows[row] = at;
    const y = box.top + 11 + 18 * row;
    return `<g class="lc-x-m${number - 1}"><circle cx="${fixed(at)}" cy="${y}" r="8.5"/>` +
      `<text class="lc-x-badge" x="${fixed(at)}" y="${y + 4}" text-anchor="middle">${number}</text></g>`;
  }).join("");
}

function verticals(marks, x, box) {
  return marks.map(({ number, current }) => `<path class="lc-x-mark lc-x-m${number - 1} lc-x-d${number - 1}" d="M${fixed(x.to(current))},${box.top}V${box.bottom}"/>`).join("");
}

// The whole picture; `shown` are the numbers of the thresholds that are switched on.
function picture(found, shown, width) {
  const place = boxes(width);
  const { curve, at } = found;
  const currents = curve.map((one) => one.current);
  const marks = found.thresholds.map((one, i) => ({ ...one, number: i + 1 }))
    .filter((one) => one.reached && shown.has(one.number) && one.current >= currents[0] && one.current <= currents.at(-1))
    .sort((a, b) => a.current - b.current);
  const parts = [
    lightPanel(curve, currents, at, marks, place.light),
    carrierPanel(curve, currents, at, marks, place.carriers),
    noisePanel(found, currents, marks, place.noise),
    photonPanel(found, place.photons),
  ];
  return `<svg class="lc-x-figure" viewBox="0 0 ${width} ${place.height}" width="${width}" height="${place.height}" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(inWords(found, shown))}">${parts.join("")}</svg>`;
}

function currentAxis(currents, box) {
  const x = axis(currents[0], currents.at(-1), box.left, box.right, true);
  const ticks = decades(x, (box.right - box.left) / 62).map((one) => [one, quantity(one, "A", 1)]);
  return { x, ticks };
}

function here(x, y, current, value, box) {
  const dot = value >= y.low && value <= y.high ? `<circle class="lc-x-here" cx="${fixed(x.to(current))}" cy="${fixed(y.to(value))}" r="5"/>` : "";
  return `<path class="lc-x-pump" d="M${fixed(x.to(current))},${box.top}V${box.bottom}"/>${dot}`;
}

function lightPanel(curve, currents, at, marks, box) {
  const photons = curve.map((one) => one.photons);
  const { x, ticks } = currentAxis(currents, box);
  const y = axis(photons[0], photons.at(-1) * 1.3, box.bottom, box.top, true);
  const yTicks = decades(y, 7).map((one) => [one, powerOfTen(one)]);
  return frame(x, y, box, "photons in the mode", ticks.map(([one]) => [one, ""]), yTicks) + verticals(marks, x, box) +
    `<path class="lc-x-line" d="${line(x, photons, currents, x, y)}"/>` + here(x, y, at.current, at.photons, box) + badges(marks, x, box);
}

function carrierPanel(curve, currents, at, marks, box) {
  const { x, ticks } = currentAxis(currents, box);
  const y = axis(0, 1, box.bottom, box.top, false);
  const inversion = curve.map((one) => one.inversion);
  return frame(x, y, box, "excited emitters, share of all", ticks, [[0, "0"], [0.5, "½"], [1, "1"]], "current") + verticals(marks, x, box) +
    `<path class="lc-x-line" d="${line(x, inversion, currents, x, y)}"/>` + here(x, y, at.current, at.inversion, box);
}

function noisePanel(found, currents, marks, box) {
  const { x, ticks } = currentAxis(currents, box);
  const y = axis(0, 2.2, box.bottom, box.top, false);
  const langevin = found.curve.map((one) => one.g2);
  const perPump = found.at.current / found.at.pump;
  const exact = found.exact ?? [];
  const solid = line(x, exact.map((one) => one.g2), exact.map((one) => one.pump * perPump), x, y);
  const value = found.at.exact ? found.at.exact.g2 : found.at.g2;
  const title = exact.length ? "g²(0): exact (solid), Langevin (dashed)" : "g²(0): Langevin (dashed)";
  return frame(x, y, box, title, ticks, [[0, "0"], [1, "1"], [2, "2"]], "current") + verticals(marks, x, box) +
    `<path class="lc-x-langevin" d="${line(x, langevin, currents, x, y)}"/><path class="lc-x-line" d="${solid}"/>` + here(x, y, found.at.current, value, box);
}

function photonPanel({ distribution, without }, box) {
  const title = "probability of n photons, at this pump";
  if (!distribution) {
    const lines = wrapped(without, 44);
    return `<text class="lc-x-title" x="${box.left}" y="${box.top - 8}">${title}</text>` +
      `<rect class="lc-x-empty" x="${box.left}" y="${box.top}" width="${box.right - box.left}" height="${box.bottom - box.top}"/>` +
      lines.map((one, i) => `<text x="${(box.left + box.right) / 2}" y="${(box.top + box.bottom) / 2 + 16 * i}" text-anchor="middle">${escaped(one)}</text>`).join("");
  }
  const [first, last] = visible(distribution);
  const top = Math.max(...distribution);
  const x = axis(first - 0.5, last + 0.5, box.left, box.right, false);
  const y = axis(0, top * 1.08, box.bottom, box.top, false);
  const step = niceStep((last - first) / 5);
  const ticks = [];
  for (let n = Math.ceil(first / step) * step; n <= last; n += step) ticks.push([n, String(n)]);
  const width = Math.max((box.right - box.left) / (last - first + 1), 0);
  let bars = "";
  for (let n = first; n <= last; n += 1) {
    const height = y.to(0) - y.to(distribution[n]);
    const [left, right] = [x.to(n - 0.5) + 0.1 * width, x.to(n + 0.5) - 0.1 * width];
    bars += `M${fixed(left)},${fixed(y.to(0))}v${fixed(-height)}H${fixed(right)}V${fixed(y.to(0))}`;
  }
  return frame(x, y, box, title, ticks, [[0, "0"], [top, scientific(top, 2)]], "photons n") + `<path class="lc-x-bars" d="${bars}"/>`;
}

// A text in lines of at most so many letters.
function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines.at(-1).length + word.length >= most) lines.push("");
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines;
}

// The photon numbers between which all but a thousandth lies; from zero if it is near.
function visible(distribution) {
  let [first, last] = [0, distribution.length - 1];
  for (let lost = 0; last > 6 && lost + distribution[last] < 5e-4; last -= 1) lost += distribution[last];
  for (let lost = 0; first < last && lost + distribution[first] < 5e-4; first += 1) lost += distribution[first];
  return [first < 0.4 * last ? 0 : first, last];
}

function niceStep(size) {
  const power = 10 ** Math.floor(Math.log10(Math.max(size, 1)));
  return Math.max(1, [1, 2, 5, 10].find((one) => one * power >= size) * power);
}

// What the picture shows, for readers who do not see it.
function inWords(found, shown) {
  const { curve, at } = found;
  const [first, last] = [curve[0], curve.at(-1)];
  const names = found.thresholds.filter((one, i) => one.reached && shown.has(i + 1)).map((one) => `${one.definition} at ${quantity(one.current, "A")}`);
  return `From ${quantity(first.current, "A")} to ${quantity(last.current, "A")} the photon number rises from ${scientific(first.photons)} to ${scientific(last.photons)}` +
    ` and the share of excited emitters from ${scientific(first.inversion)} to ${scientific(last.inversion)}. ` +
    (names.length ? `Marked thresholds: ${names.join(", ")}. ` : "No threshold is marked. ") +
    `The pump is at ${quantity(at.current, "A")}.`;
}

// The pump, the light there, and how it stands to the thresholds, in one sentence or two.
function sentence(found) {
  const { at } = found;
  const reached = found.thresholds.filter((one) => one.reached);
  const passed = reached.filter((one) => one.pump <= at.pump).length;
  const open = found.thresholds.filter((one) => !one.reached && !one.computed).length;
  const light = at.exact
    ? `g²(0) = ${scientific(at.exact.g2)} (exact; Langevin ${scientific(at.g2)})`
    : `g²(0) = ${scientific(at.g2)} (Langevin)`;
  return `At ${quantity(at.current, "A")} the mode holds ${scientific(at.photons)} photons, ${scientific(100 * at.inversion)} % of the emitters are excited,` +
    ` ${light} and the linewidth is ${quantity(at.linewidth, "Hz")}. This pump has passed ${passed} of the ${reached.length} threshold${reached.length === 1 ? "" : "s"} found here${open ? `; ${open} more could not be computed` : ""}.`;
}

function asCsv(found) {
  const { settings } = found;
  const units = { volume: "mode volume ((lambda/2n)^3)", gamma_bg: "gamma_bg (1/s)", pump: "pump (1/s)" };
  const head = Object.entries(settings).map(([name, value]) => `# ${units[name] ?? name},${value}`);
  const definitions = found.thresholds.map((one) => `# threshold,${one.definition},${one.reached ? `${one.current},${one.photons},reached,` : `,,${one.computed ? "none" : "not computed"},"${one.reason.replaceAll('"', '""')}"`}`);
  const rows = found.curve.map((one) => [one.current, one.pump, one.photons, one.inversion, one.linewidth, one.g2, ""].join(","));
  const exact = (found.exact ?? []).map((one) => [(one.pump * found.at.current) / found.at.pump, one.pump, "", "", "", "", one.g2].join(","));
  const distribution = (found.distribution ?? []).map((share, n) => `# P(n),${n},${share}`);
  const names = "current (A),pump (1/s),photons,excited share,linewidth (Hz),g2 Langevin,g2 exact";
  return [...head, "# threshold,definition,current (A),photons,result,reason", ...definitions, names, ...rows, ...exact, ...distribution].join("\r\n");
}
