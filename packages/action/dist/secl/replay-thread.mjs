import{serveReplayThread_NRRXWZNF as serveReplayThread}from"./chunks/joined-03FA8BF9.mjs";import"./chunks/joined-03FA8BF9.mjs";import"./chunks/chunk-SSE7NHPF.mjs";await serveReplayThread();
