import{serveReplayThread_Q6BEJIYW as serveReplayThread}from"./chunks/joined-3CF81947.mjs";import"./chunks/joined-3CF81947.mjs";import"./chunks/chunk-SSE7NHPF.mjs";await serveReplayThread();
