// Numbers: how they are written, where functions vanish or peak, tables, chains of states.
// Nothing here knows what the numbers mean.

const PREFIXES = { "-15": "f", "-12": "p", "-9": "n", "-6": "µ", "-3": "m", 0: "", 3: "k", 6: "M", 9: "G", 12: "T" };
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

// Plain from 0.001 to 100 000, else with a power of ten, like lasercore.units.scientific.
function scientific(value, digits = 3) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
  if (value === 0) return "0";
  const rounded = Math.abs(Number(value.toExponential(digits - 1)));
  if (rounded >= 1e-3 && rounded < 1e5) {
    return value.toFixed(Math.max(digits - 1 - Math.floor(Math.log10(rounded)), 0));
  }
  const [mantissa, power] = value.toExponential(digits - 1).split("e");
  const raised = [...String(Number(power))].map((c) => (c === "-" ? "⁻" : SUPERSCRIPTS[c])).join("");
  return `${mantissa}·10${raised}`;
}

// With an SI prefix, like lasercore.units.quantity.
function quantity(value, unit, digits = 3) {
  if (!Number.isFinite(value) || value === 0) return `${scientific(value)} ${unit}`;
  const rounded = Number(value.toExponential(digits - 1));
  const power = Math.min(Math.max(3 * Math.floor(Math.log10(Math.abs(rounded)) / 3), -15), 12);
  const mantissa = rounded / 10 ** power;
  const size = Math.abs(mantissa);
  if (!(size >= 1e-3 && size < 1e4)) return `${scientific(value, digits)} ${unit}`;
  const decimals = Math.max(digits - 1 - Math.floor(Math.log10(size) + 1e-12), 0);
  return `${mantissa.toFixed(decimals)} ${PREFIXES[power]}${unit}`;
}

// As Python's format "g": without trailing zeros, with a power from 10^digits on.
function general(value, digits) {
  if (!Number.isFinite(value) || value === 0) return scientific(value);
  const [mantissa, power] = value.toExponential(digits - 1).split("e");
  if (power < -4 || power >= digits) {
    const sign = power < 0 ? "-" : "+";
    return `${Number(mantissa)}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  return String(Number(value.toPrecision(digits)));
}

// What generated texts quote: "scientific", a format like ".3g", or a unit.
function written(value, how) {
  if (how === "scientific") return scientific(value);
  const asked = /^\.(\d+)g$/.exec(how);
  return asked ? general(value, Number(asked[1])) : quantity(value, how);
}

// A zero of f between low and high, by false position that halves where it would creep.
function root(f, low, high) {
  let [a, b, atA, atB] = [low, high, f(low), f(high)];
  if (atA === 0) return a;
  if (atB === 0 || !(atA * atB < 0)) return b;
  for (let step = 0; step < 200 && Math.abs(b - a) > 1e-14 * (1 + Math.abs(a)); step += 1) {
    const middle = step % 3 === 2 ? (a + b) / 2 : b - (atB * (b - a)) / (atB - atA);
    const at = f(middle);
    if (at === 0) return middle;
    if (at * atB < 0) [a, atA] = [b, atB];
    else atA /= 2;
    [b, atB] = [middle, at];
  }
  return (a + b) / 2;
}

// Largest value of f between low and high, where it has one hump: golden section.
function summit(f, low, high) {
  const share = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let [c, d] = [b - share * (b - a), a + share * (b - a)];
  let [atC, atD] = [f(c), f(d)];
  for (let step = 0; step < 80 && b - a > 1e-9; step += 1) {
    if (atC > atD) {
      [b, d, atD] = [d, c, atC];
      c = b - share * (b - a);
      atC = f(c);
    } else {
      [a, c, atC] = [c, d, atD];
      d = a + share * (b - a);
      atD = f(d);
    }
  }
  return (a + b) / 2;
}

function even(low, high, count) {
  return Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}

// The first place where f becomes negative, or null. A narrow window may lie between two points of
// the grid: every dip before the first is looked into.
function firstNegative(f, low, high, count) {
  const places = even(low, high, count);
  const values = places.map(f);
  for (let i = 0; i < count; i += 1) {
    if (values[i] < 0) return i ? root(f, places[i - 1], places[i]) : places[0];
    const dips = i && i < count - 1 && values[i] <= values[i - 1] && values[i] <= values[i + 1];
    if (dips) {
      const bottom = summit((x) => -f(x), places[i - 1], places[i + 1]);
      if (f(bottom) < 0) return root(f, places[i - 1], bottom);
    }
  }
  return null;
}

// The highest place of f inside the grid, if it is higher than `foot` by the share `clear`, or null.
function clearSummit(f, low, high, count, foot, clear) {
  const places = even(low, high, count);
  let best = 0;
  let most = -Infinity;
  for (let i = 0; i < count; i += 1) {
    const value = f(places[i]);
    if (value > most) [best, most] = [i, value];
  }
  if (!(most > foot * (1 + clear)) || best === 0 || best === count - 1) return null;
  return summit(f, places[best - 1], places[best + 1]);
}

// The first value that the next one falls below by the share `clear`, or null.
function beforeFall(values, clear) {
  const place = values.findIndex((value, i) => values[i + 1] < value - clear * Math.abs(value));
  return place < 0 ? null : values[place];
}

const pointsOf = new Map();

// Weights with which Chebyshev points on [0, 1] give a polynomial's value at `place`.
function weights(count, place) {
  if (!pointsOf.has(count)) {
    pointsOf.set(count, Array.from({ length: count }, (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * i) / (count - 1))));
  }
  const points = pointsOf.get(count);
  const found = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    const distance = place - points[i];
    if (distance === 0) {
      found.fill(0);
      found[i] = 1;
      return found;
    }
    const end = i === 0 || i === count - 1 ? 0.5 : 1;
    found[i] = ((i % 2 ? -1 : 1) * end) / distance;
    total += found[i];
  }
  for (let i = 0; i < count; i += 1) found[i] /= total;
  return found;
}

// Sum over the first axis of an array, kept flat, with weights.
function contracted(values, shares) {
  const size = values.length / shares.length;
  const found = new Float64Array(size);
  shares.forEach((share, i) => {
    for (let j = 0; j < size; j += 1) found[j] += share * values[i * size + j];
  });
  return found;
}

// The numbers of a table, which are three bytes each.
function unpacked({ data, low, high }) {
  const text = atob(data);
  const step = (high - low) / (2 ** 24 - 1);
  const byte = (i) => text.charCodeAt(i);
  return Float64Array.from({ length: text.length / 3 }, (_, i) => low + step * (byte(3 * i) + 256 * byte(3 * i + 1) + 65536 * byte(3 * i + 2)));
}

// A distribution from the logarithms of its successive ratios.
function fromRatios(logarithms) {
  let height = 0;
  let top = 0;
  const heights = [0, ...logarithms.map((step) => (height += step))];
  for (const one of heights) top = Math.max(top, one);
  const shares = heights.map((one) => Math.exp(one - top));
  const total = shares.reduce((sum, one) => sum + one, 0);
  return shares.map((one) => one / total);
}

// Mean and ⟨n(n − 1)⟩/⟨n⟩² of a distribution.
function moments(distribution) {
  let mean = 0;
  let pairs = 0;
  distribution.forEach((share, n) => {
    mean += n * share;
    pairs += n * (n - 1) * share;
  });
  return { mean, g2: pairs / (mean * mean) };
}

// X of A X = B, both `size` × `size` and flat; overwrites both. A needs no pivots: its columns are
// dominated by their diagonal.
function divided(A, B, size) {
  for (let k = 0; k < size; k += 1) {
    for (let i = 0; i < size; i += 1) {
      if (i === k) continue;
      const factor = A[i * size + k] / A[k * size + k];
      if (factor === 0) continue;
      for (let j = k; j < size; j += 1) A[i * size + j] -= factor * A[k * size + j];
      for (let j = 0; j < size; j += 1) B[i * size + j] -= factor * B[k * size + j];
    }
  }
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) B[i * size + j] /= A[i * size + i];
  }
  return B;
}

// Stationary distribution over levels n = 0 … last of a chain whose states are (e, n), e < size.
// `events(e, n)` gives the rates of jumps by `changes` (of e and of n, which moves by one at most).
function stationary(events, changes, size, last) {
  const ratios = new Array(last + 1);
  let above = null; // inflow from level n + 1, per state of level n
  for (let n = last; n >= 0; n -= 1) {
    const [inside, up, down] = [0, 1, 2].map(() => new Float64Array(size * size));
    for (let e = 0; e < size; e += 1) {
      const rates = events(e, n);
      changes.forEach(([carriers, photons], which) => {
        const to = e + carriers;
        if (rates[which] === 0 || to < 0 || to >= size || (photons > 0 && n === last)) return;
        inside[e * size + e] += rates[which];
        if (photons === 0) inside[to * size + e] -= rates[which];
        if (photons < 0) down[to * size + e] += rates[which];
      });
      if (n === 0) continue;
      const below = events(e, n - 1);
      changes.forEach(([carriers, photons], which) => {
        const to = e + carriers;
        if (photons > 0 && to >= 0 && to < size) up[to * size + e] += below[which];
      });
    }
    if (above) for (let i = 0; i < inside.length; i += 1) inside[i] -= above[i];
    if (n === 0) return forward(inside, ratios, size, last);
    ratios[n] = divided(inside, up, size);
    above = product(down, ratios[n], size);
  }
  return null;
}

function product(A, B, size) {
  const found = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) {
      for (let j = 0; j < size; j += 1) found[i * size + j] += A[i * size + k] * B[k * size + j];
    }
  }
  return found;
}

// From the balance of the lowest level, upwards: masses of the levels, without overflow.
function forward(balance, ratios, size, last) {
  let state = kernel(balance, size);
  const steps = [];
  for (let n = 1; n <= last; n += 1) {
    const next = new Float64Array(size);
    for (let i = 0; i < size; i += 1) {
      for (let j = 0; j < size; j += 1) next[i] += ratios[n][i * size + j] * state[j];
    }
    const mass = next.reduce((sum, one) => sum + one, 0);
    steps.push(Math.log(mass));
    state = next.map((one) => one / mass);
  }
  return fromRatios(steps);
}

// The vector x of sum 1 with M x = 0: the last equation is replaced by that of the sum.
function kernel(M, size) {
  const A = Float64Array.from(M);
  const B = new Float64Array(size * size);
  for (let j = 0; j < size; j += 1) A[(size - 1) * size + j] = 1;
  B[(size - 1) * size] = 1;
  divided(A, B, size);
  return Float64Array.from({ length: size }, (_, i) => B[i * size]);
}
