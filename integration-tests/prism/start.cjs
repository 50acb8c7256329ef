// Ends with the process that started it, however that one died: its death closes this pipe.
process.stdin.resume().on("end", () => process.exit(0));
require("@stoplight/prism-cli/dist/index.js");
