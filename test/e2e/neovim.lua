-- Drives Neovim's own client as a user would, and writes down what it has got. Called with these globals set:
-- COMMAND (list), ROOT, FILE, OUT.
local result = {}

local id = vim.lsp.start_client({
  cmd = COMMAND,
  name = 'secl',
  root_dir = ROOT,
  workspace_folders = { { uri = vim.uri_from_fname(ROOT), name = 'tests' } },
})
vim.cmd('edit ' .. FILE)
vim.lsp.buf_attach_client(0, id)

local function wait(done)
  vim.wait(15000, done, 50)
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 15000)
  return answers and answers[id] and answers[id].result
end

local function at(line, column)
  return {
    textDocument = vim.lsp.util.make_text_document_params(0),
    position = { line = line - 1, character = column },
  }
end

wait(function()
  return #vim.diagnostic.get(0) > 0
end)
result.diagnostics = vim.tbl_map(function(each)
  return { line = each.lnum + 1, code = each.user_data.lsp.code }
end, vim.diagnostic.get(0))

result.hover = ask('textDocument/hover', at(5, 28)).contents.value

local items = ask('textDocument/completion', at(7, 26)).items
result.completion = vim.tbl_map(function(each)
  return each.label
end, items)

result.signature = ask('textDocument/signatureHelp', at(3, 23)).signatures[1].label

local actions = vim.tbl_extend('force', at(5, 34), { context = { diagnostics = {} } })
actions.range = { start = actions.position, ['end'] = actions.position }
result.actions = vim.tbl_map(function(each)
  return each.title
end, ask('textDocument/codeAction', actions))

local rename = vim.tbl_extend('force', at(5, 46), { newName = 'interpreters' })
vim.lsp.util.apply_workspace_edit(ask('textDocument/rename', rename), 'utf-16')
result.renamed = vim.api.nvim_buf_get_lines(0, 0, -1, false)

-- The line that is half typed is finished, and all is put in order.
vim.api.nvim_buf_set_lines(0, 6, 7, false, { '    expression: exec.file.name=="a"' })
vim.lsp.buf.formatting_sync({}, 15000)
result.formatted = vim.api.nvim_buf_get_lines(0, 0, -1, false)
wait(function()
  return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }) == 0
end)
result.errorsAfterwards = #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })

local file = io.open(OUT, 'w')
file:write(vim.json.encode(result))
file:close()
vim.lsp.stop_client(id)
vim.wait(2000, function()
  return vim.lsp.client_is_stopped(id)
end, 50)
vim.cmd('qall!')
