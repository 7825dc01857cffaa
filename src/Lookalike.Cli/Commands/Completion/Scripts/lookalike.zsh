#compdef lookalike
# Completion of lookalike for zsh: source <(lookalike completion zsh), after compinit
_lookalike() {
  local -a words_found
  words_found=("${(@f)$(lookalike complete -- "$LBUFFER" 2>/dev/null)}")
  if [[ -n "$words_found[1]" ]]; then
    compadd -S '' -- ${(M)words_found:#*/}
    compadd -- ${words_found:#*/}
  else
    _files
  fi
}
compdef _lookalike lookalike
