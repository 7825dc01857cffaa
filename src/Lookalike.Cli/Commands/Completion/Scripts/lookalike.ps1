# Completion of lookalike for PowerShell: lookalike completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName lookalike -ScriptBlock {
    param($word, $tree, $cursor)
    $line = $tree.ToString().PadRight($cursor).Substring(0, $cursor)
    lookalike complete -- $line 2>$null | ForEach-Object {
        $text = if ($_ -match "[\s']") { "'" + $_.Replace("'", "''") + "'" } else { $_ }
        [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
    }
}
