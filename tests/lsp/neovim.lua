-- Opens a caption in Neovim with xhslint as its language server, lists the findings, applies an action, lists again.
-- Environment: CAPTION is the file, SETTINGS what a user writes into init.lua, RESULT where to write what was seen, as JSON.
local caption, result = vim.env.CAPTION, vim.env.RESULT
local seen = { version = tostring(vim.version().minor) }

local function finish(problem)
  seen.problem = problem
  vim.fn.writefile({ vim.fn.json_encode(seen) }, result)
  vim.cmd('qall!')
end

local function listed()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { each.lnum, each.col, each.end_col, each.code, each.severity, each.message })
  end
  return found
end

local client
local start = vim.lsp.start or function(config) -- which Neovim 0.7 lacks
  local id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, id)
  return id
end
vim.lsp.start = function(config)
  client = start(config)
end

local patience = 120000
vim.cmd('filetype on')
dofile(vim.env.SETTINGS)
vim.cmd('edit ' .. vim.fn.fnameescape(caption))
if not client then
  finish('the server did not start')
end
if not vim.wait(patience, function() return #vim.diagnostic.get(0) == 2 end, 20) then
  finish('no diagnostics')
end
seen.before = listed()

vim.diagnostic.setloclist({ open = false })
seen.list = {}
for _, each in ipairs(vim.fn.getloclist(0)) do
  table.insert(seen.list, { each.lnum, each.col, each.type })
end

vim.api.nvim_win_set_cursor(0, { 3, 20 })
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = {} }
local hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', vim.lsp.util.make_position_params(), patience)
seen.hover = hover[client].result.contents.value
local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, patience)
seen.actions = {}
for _, action in ipairs(answers[client].result) do
  table.insert(seen.actions, action.title)
  if action.title:find(vim.env.PICK, 1, true) and not seen.picked then
    seen.picked = action.title
    vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client).offset_encoding)
  end
end
seen.text = vim.api.nvim_buf_get_lines(0, 0, -1, false)
if not vim.wait(patience, function() return #vim.diagnostic.get(0) == 1 end, 20) then
  finish('the finding stayed')
end
seen.after = listed()

-- As a person types: changes go to the server piece by piece.
vim.api.nvim_buf_set_text(0, 0, 0, 0, 0, { '🍑' })
vim.api.nvim_buf_set_lines(0, -1, -1, false, { '今天互粉，一起加油' })
if not vim.wait(patience, function() return #vim.diagnostic.get(0) == 2 end, 20) then
  finish('what was typed was not seen')
end
seen.typed = listed()
finish(vim.NIL)
