# fish completion for muster; made by "muster completion fish".
function __muster_complete
    set -l before (commandline -opc)
    set -l found (MUSTER_NO_BUILD=1 $before[1] __complete -- $before[2..] (commandline -ct) 2>/dev/null)
    if contains -- :files $found
        __fish_complete_path (commandline -ct)
    end
    string match -v -- :files $found
end
complete -c muster -f -a '(__muster_complete)'
