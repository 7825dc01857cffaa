# Completion of lookalike for bash: source <(lookalike completion bash)
_lookalike() {
  local word
  COMPREPLY=()
  while IFS= read -r word; do
    [[ $word == */ ]] && compopt -o nospace
    COMPREPLY+=("$(printf '%q' "$word")")
  done < <(lookalike complete -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}
complete -o bashdefault -o default -F _lookalike lookalike
