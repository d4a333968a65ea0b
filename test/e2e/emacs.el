;; Drives Emacs' own client as a user would, and writes down what it has got. Called with these variables set:
;; secl-command (list), secl-file, secl-out.
(package-initialize)
(require 'eglot)
(require 'json)
(setq eglot-sync-connect 30 eglot-connect-timeout 30 eglot-autoshutdown t)

;; As the guide says it.
(define-derived-mode secl-policy-mode yaml-mode "Policy")
(add-to-list 'auto-mode-alist '("\\.policy\\'" . secl-policy-mode))
(add-to-list 'eglot-server-programs (cons 'secl-policy-mode secl-command))

(defun secl-wait (done)
  (let ((tries 0))
    (while (and (not (funcall done)) (< tries 300))
      (accept-process-output nil 0.05)
      (setq tries (1+ tries)))))

(find-file secl-file)
(apply #'eglot--connect (eglot--guess-contact))
(flymake-mode 1)

(let (result)
  (secl-wait (lambda () (flymake-start) (flymake-diagnostics)))
  (push (cons 'diagnostics (vconcat (mapcar (lambda (each) (line-number-at-pos (flymake-diagnostic-beg each)))
                                            (flymake-diagnostics))))
        result)

  (goto-char (point-min))
  (search-forward "exec.file.na")
  (let ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover
                                (eglot--TextDocumentPositionParams))))
    (push (cons 'hover (plist-get (plist-get hover :contents) :value)) result))

  (goto-char (point-max))
  (search-backward "exec.file.")
  (goto-char (match-end 0))
  (let* ((capf (eglot-completion-at-point))
         (found (all-completions "exec.file." (nth 2 capf))))
    (push (cons 'completion (vconcat (mapcar #'substring-no-properties found))) result))

  (goto-char (point-min))
  (search-forward "in shel")
  (eglot-rename "interpreters")
  (goto-char (point-max))
  (search-backward "exec.file.")
  (delete-region (match-beginning 0) (line-end-position))
  (insert "exec.file.name==\"a\"")
  (eglot--signal-textDocument/didChange)
  (eglot-format-buffer)
  (push (cons 'text (buffer-substring-no-properties (point-min) (point-max))) result)
  (with-temp-file secl-out (insert (json-encode result))))
(set-buffer-modified-p nil)
(kill-emacs 0)
