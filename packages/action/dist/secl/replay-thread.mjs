import{serveReplayThread_53DYBRP6 as serveReplayThread}from"./chunks/joined-E4F7B02E.mjs";import"./chunks/joined-E4F7B02E.mjs";import"./chunks/chunk-SSE7NHPF.mjs";await serveReplayThread();
