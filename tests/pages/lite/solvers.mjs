// Runs a Python file in Pyodide, in Node: node solvers.mjs PYODIDE_DIR WHEEL FILE.
// Prints what the file prints; a failure ends with its last lines and status 1.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, wheel, file] = process.argv.slice(2).map((path) => resolve(path));

try {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
  const python = await loadPyodide({
    indexURL: folder,
    packages: ["numpy", "scipy", "matplotlib"],
  });
  const place = python.runPython("import sysconfig; sysconfig.get_path('purelib')");
  python.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel", { extractDir: place });
  await python.runPythonAsync(readFileSync(file, "utf8"));
} catch (problem) {
  // Not the whole error: Node would show a line of Pyodide's script, which is one megabyte long.
  console.error(String(problem.message ?? problem).slice(-3000));
  process.exit(1);
}
