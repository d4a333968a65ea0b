import{setFlagsFromString}from"node:v8";function growHeapLess(){process.versions.v8.startsWith("13.")&&setFlagsFromString("--heap-growing-percent=60")}export{growHeapLess};
