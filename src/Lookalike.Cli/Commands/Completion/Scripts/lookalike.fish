# Completion of lookalike for fish: lookalike completion fish | source
complete -c lookalike -a '(lookalike complete -- (commandline -cp) 2>/dev/null)'
