# Runs the benchmarks in this process: the program, then its arguments.
$ErrorActionPreference = 'Stop'
$program, $rest = $args
exit [System.Reflection.Assembly]::LoadFrom($program).EntryPoint.Invoke($null, @(, [string[]]@($rest)))
