# What the specs of the examples need.
$examples = (Resolve-Path $PSScriptRoot/../../examples).Path

# Runs an example as a scheduler does, and records its output, its warnings and its exit code.
function Invoke-Example([string]$Name, [hashtable]$With = @{}) {
    $global:LASTEXITCODE = 0
    $output = @(& (Join-Path $examples $Name) @With -WarningVariable warnings 3>$null)
    @{ Output = $output; Warnings = @($warnings); ExitCode = $LASTEXITCODE }
}

# An account for one example, on the service of the spec. It has keys for both.
function Start-ExampleAccount([string]$Api) {
    $account = Start-LvbEmulator -AppId 1234 -Key $key -SecretId AKIDexamples -SecretKey $key -SampleData
    Connect-Lvb -Emulator $account -Api $Api -MaximumRetryCount 1
    $account
}

function Stop-ExampleAccount {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}
