import{serveReplayThread_6RVZEXYC as serveReplayThread}from"./chunks/joined-D46F65F7.mjs";import"./chunks/joined-D46F65F7.mjs";import"./chunks/chunk-SSE7NHPF.mjs";await serveReplayThread();
