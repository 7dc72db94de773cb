// Builds both pages into the folder named as argument (default: the committed one).
// The same sources and lock file give the same bytes on every machine.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "../gateway/src/tonebridge_gateway/page"));
const assets = join(out, "assets");

const BUNDLED = ["preact", "@preact/signals", "@preact/signals-core"];

async function bundle() {
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: ["src/app.tsx", "src/docs.tsx", "src/css/app.css", "src/css/docs.css"],
    outdir: assets,
    entryNames: "[name].[hash]",
    chunkNames: "shared.[hash]",
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: ["es2022", "chrome123", "firefox120", "safari17.5"],
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    charset: "utf8",
    metafile: true,
  });
  const names = {};
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint) names[entryPoint.replace(/^src\/(css\/)?/, "").replace("tsx", "js")] = basename(file);
  }
  return names;
}

async function favicon() {
  const svg = await readFile(join(here, "html/favicon.svg"));
  const name = `favicon.${createHash("sha256").update(svg).digest("hex").slice(0, 8)}.svg`;
  await writeFile(join(assets, name), svg);
  return name;
}

async function licences() {
  const parts = ["The pages contain the following parts.\n"];
  for (const part of BUNDLED) {
    const folder = join(here, "node_modules", part);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const text = await readFile(join(folder, "LICENSE"), "utf8");
    parts.push(`${part} ${version} (${license})\n\n${text.trim()}\n`);
  }
  await writeFile(join(assets, "licences.txt"), parts.join(`\n${"-".repeat(72)}\n\n`));
}

async function page(template, target, names) {
  const html = await readFile(join(here, "html", template), "utf8");
  const filled = html.replace(/\{\{(.+?)\}\}/g, (_, key) => {
    if (!(key in names)) throw new Error(`${template} names ${key}, which was not built`);
    return names[key];
  });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, filled);
}

await rm(out, { recursive: true, force: true });
await mkdir(assets, { recursive: true });
const names = { ...(await bundle()), "favicon.svg": await favicon() };
await licences();
await page("index.html", join(out, "index.html"), names);
await page("docs.html", join(out, "docs/index.html"), names);
