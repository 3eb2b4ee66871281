// From settings to everything that is shown. The physics is in `physics`, which lasercore generates
// from its own formulas, and in the tables; `known` holds lasercore's lists and constants.

const CURVE_POINTS = 161;
const EXACT_POINTS = 49;
const MOST_PHOTONS = 3000; // of a distribution that is solved here

// The exact photon distribution as a function of the pump, or null: with few emitters it is solved
// here, with 120 read off the tables. Where it ends, the function gives null too.
function exactly(L, tables) {
  if (L.n_emitters <= known.solved_emitters) return (pump) => solved(L, pump);
  if (!tables || tables.n_emitters !== L.n_emitters) return null;
  const table = placed(L, tables);
  return table && ((pump) => table.distribution(pump));
}

function solved(L, pump) {
  let last = Math.ceil(physics.support(L, pump).last);
  for (let attempt = 0; attempt < 4 && last <= MOST_PHOTONS; attempt += 1) {
    const events = (e, n) => physics.events(L, e, n, pump);
    const found = stationary(events, known.changes, L.n_emitters + 1, last);
    if (found[last] < 1e-10) return found;
    last *= 2;
  }
  return null;
}

// The tables at one laser: ln P(n+1)/P(n) along the pump and along n.
function placed(L, tables) {
  const at = physics.coordinates(L);
  const part = tables.parts.find(({ coordinate, axes }) => at[coordinate] >= axes[0][0] && at[coordinate] <= axes[0][1]);
  if (!part) return null;
  part.values ??= unpacked(part);
  const [along, background] = [at[part.coordinate], at.background].map(
    (x, axis) => (x - part.axes[axis][0]) / (part.axes[axis][1] - part.axes[axis][0]),
  );
  if (background < -1e-9 || background > 1) return null;
  const [first, second, third, fourth] = part.shape;
  const rows = contracted(contracted(part.values, weights(first, along)), weights(second, background));
  const share = (photons) => Math.max((Math.log(photons) - at.low) / (at.high - at.low), 0);
  const row = (place) => contracted(rows, weights(third, place));
  return {
    distribution(pump) {
      const scale = physics.support(L, pump);
      const place = share(scale.photons);
      if (!(place <= 1)) return null;
      const values = row(place);
      const stretch = Math.log1p(scale.last / scale.bend);
      const ratios = [];
      for (let n = 0; n < scale.last; n += 1) {
        const shares = weights(fourth, Math.log1p(n / scale.bend) / stretch);
        let sum = scale.offset;
        for (let i = 0; i < fourth; i += 1) sum += shares[i] * values[i];
        ratios.push(sum);
      }
      return fromRatios(ratios);
    },
    // ln P(1)/P(0) against the share of the photon axis.
    atEmpty(place) {
      const photons = Math.exp(at.low + (at.high - at.low) * place);
      return row(place)[0] + Math.log(photons / (1 + photons));
    },
    pump: (place) => physics.atPhotons(L, Math.exp(at.low + (at.high - at.low) * place)).pump,
  };
}

function none(definition, reason, computed = true) {
  return { definition, pump: NaN, current: NaN, photons: NaN, reached: false, reason, computed };
}

function relaxation(L) {
  const [low, high] = physics.searched(L).map(Math.log);
  const found = firstNegative((x) => physics.overdamping(L, Math.exp(x)), low, high, known.search_points);
  if (found === null) return physics.neverRings(L);
  return found === low ? physics.alwaysRings(L) : physics.rings(L, Math.exp(found));
}

function fano(L) {
  const { foot, answer } = physics.fanoFoot(L);
  if (foot === null) return answer;
  const [low, high] = physics.searched(L).map(Math.log);
  const noise = (x) => physics.noise(L, Math.exp(x));
  const found = clearSummit(noise, low, high, known.search_points, foot, known.clear);
  if (found !== null) return physics.fanoPeak(L, Math.exp(found), noise(found));
  const height = beforeFall(even(low, high, known.search_points).map(noise), known.clear);
  if (height === null) return physics.fanoGrows(L);
  return height > known.visible ? physics.fanoHump(L, height) : physics.fanoDips(L);
}

// Why there is no exact distribution.
function withoutExact(L, tables) {
  if (L.n_emitters <= known.solved_emitters) return "it has too many photons to be solved here";
  if (L.n_emitters !== known.table_emitters) return "this device has too many emitters for an exact distribution here";
  return tables ? "it lies outside the table of exact distributions" : "the table of exact distributions is not there (yet)";
}

// Where ln P(1)/P(0) grows by less than this with ln J, a table gives its zero too roughly.
const STEEP_ENOUGH = 0.03;

// The pump at which one photon becomes as likely as none.
function stochastic(L, tables) {
  const answer = physics.stochastic(L, NaN);
  if (!answer.reached) return answer;
  const { pump, reason } = L.n_emitters <= known.solved_emitters ? evenByChain(L) : evenByTable(L, tables);
  return pump ? physics.stochastic(L, pump) : none("stochastic", reason ?? withoutExact(L, tables), false);
}

// Searched for around the photon-recycling threshold, which is never far.
function evenByChain(L) {
  const excess = (x) => {
    const found = solved(L, Math.exp(x));
    return found ? Math.log(found[1] / found[0]) : NaN;
  };
  const start = Math.log(physics.closed(L)[2].pump);
  for (let step = Math.LN2; step < 7 * Math.LN2; step += Math.LN2) {
    if (excess(start - step) < 0 && excess(start + step) > 0) return { pump: Math.exp(root(excess, start - step, start + step)) };
  }
  return {};
}

function evenByTable(L, tables) {
  const table = tables && tables.n_emitters === L.n_emitters ? placed(L, tables) : null;
  if (!table || !(table.atEmpty(0) < 0 && table.atEmpty(1) > 0)) return {};
  const place = firstNegative((x) => -table.atEmpty(x), 0, 1, 101);
  const [before, after] = [Math.max(place - 0.01, 0), Math.min(place + 0.01, 1)];
  const rise = (table.atEmpty(after) - table.atEmpty(before)) / Math.log(table.pump(after) / table.pump(before));
  if (rise < STEEP_ENOUGH) return { reason: "one photon and none are nearly as likely as each other over a wide range of pumps, too wide for a table" };
  return { pump: table.pump(place) };
}

function thresholdsOf(L, tables) {
  const all = [
    ...physics.closed(L), physics.damping(L), relaxation(L), fano(L), stochastic(L, tables), physics.bifurcation(L),
  ];
  return known.definitions.map(({ name }) => all.find((one) => one.definition === name));
}

// Pumps from low to high, evenly on a logarithmic axis.
function pumpsOf(range, count) {
  return even(Math.log(range[0]), Math.log(range[1]), count).map(Math.exp);
}

// Settings: device (its number of emitters), V in (λ/2n)³, Q, γ_bg in s⁻¹, pump in s⁻¹ or null.
function answer(settings, tables) {
  const L = physics.rates(settings.volume, settings.Q, settings.gamma_bg, settings.n_emitters);
  const range = physics.pumpRange(L);
  const thresholds = thresholdsOf(L, tables);
  const pump = settings.pump ?? startingPump(thresholds, range);
  const distribution = exactly(L, tables);
  const here = distribution && distribution(pump);
  return {
    laser: { n_emitters: L.n_emitters, ...physics.summary(L) },
    verdict: physics.verdict(L),
    beyond: [...physics.beyond(L), ...physics.broadened(L, pump)],
    range,
    thresholds,
    curve: pumpsOf(range, CURVE_POINTS).map((one) => physics.steady(L, one)),
    exact: distribution && exactCurve(distribution, range),
    at: { ...physics.steady(L, pump), exact: here && moments(here) },
    distribution: here,
    without: here ? "" : withoutExact(L, tables),
  };
}

function exactCurve(distribution, range) {
  const found = [];
  for (const pump of pumpsOf(range, EXACT_POINTS)) {
    const one = distribution(pump);
    if (one) found.push({ pump, ...moments(one) });
  }
  return found.length ? found : null;
}

// Twice the photon-recycling threshold; of an LED its transparency.
function startingPump(thresholds, [low, high]) {
  const [of, factor] = thresholds[2].reached ? [thresholds[2], 2] : [thresholds[0], 1];
  return Math.min(Math.max(factor * of.pump, low), high);
}
