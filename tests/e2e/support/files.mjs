// A small real PDF to hand in as evidence.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

export function evidence(folder) {
  const path = join(folder, "beslut.pdf");
  writeFileSync(path, PDF);
  return path;
}
