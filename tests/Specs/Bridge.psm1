# Connects Pester to the test adapter through a pipe, one JSON text per line: the tests of a file, which of them to run, and their results.
param([string]$Pester, [string]$PipeName)

$pipe = [System.IO.Pipes.NamedPipeClientStream]::new('.', $PipeName, 'InOut')
$pipe.Connect(30000)
$reader = [System.IO.StreamReader]::new($pipe)
$writer = [System.IO.StreamWriter]::new($pipe)
$writer.AutoFlush = $true
$ids = [System.Collections.Generic.Dictionary[object, int]]::new()

function Send([hashtable]$Message) { $writer.WriteLine((ConvertTo-Json $Message -Compress -Depth 4)) }

# A name with the data of -ForEach filled in, as Pester does later, when the test runs.
function Expand([string]$Name, [hashtable]$Data) {
    $variables = [psvariable[]]@($Data.GetEnumerator() | ForEach-Object { [psvariable]::new($_.Key, $_.Value) })
    [regex]::Replace($Name, '(?<!`)<([^>^`]+)>', {
            $read = [scriptblock]::Create("`$$($args[0].Groups[1].Value)")
            try { "$($read.InvokeWithContext($null, $variables))" } catch { $args[0].Value }
        })
}

# Every test below a block, with its full name.
function Find-Test($Block, [string]$Above, [hashtable]$Data) {
    foreach ($item in @($Block.Order)) {
        $its = $Data.Clone()
        if ($item.Data -is [System.Collections.IDictionary]) { foreach ($key in $item.Data.Keys) { $its[$key] = $item.Data[$key] } }
        if ($null -ne $item.Data) { $its['_'] = $item.Data }
        $name = $Above + (Expand $item.Name $its)
        if ($item.PSObject.Properties['Order']) { Find-Test $item "$name > " $its } else {
            [pscustomobject]@{ Test = $item; Block = $Block; Name = $name } }
    }
}

# Pester adds the Display properties to most errors, but not to those of a file's own setup.
function New-Outcome([string]$Outcome, $ErrorRecord) {
    @{
        Outcome = $Outcome
        Message = @($ErrorRecord | ForEach-Object { if ($_.DisplayErrorMessage) { $_.DisplayErrorMessage } else { "$_" } }) -join "`n"
        Trace   = @($ErrorRecord |
            ForEach-Object { if ($_.DisplayStackTrace) { $_.DisplayStackTrace } else { $_.ScriptStackTrace } }) -join "`n"
    }
}

# Returns whether a test of the block ran.
function Send-Result($Block, [string]$File, [string]$Above, $Reason) {
    if ($Block.ErrorRecord.Count) { $Reason = $Block.ErrorRecord }
    $ran = @($Block.Tests.Executed) -contains $true
    foreach ($test in $Block.Tests) {
        $outcome = if ($test.Skipped -or $test.Inconclusive) { 'Skipped' } elseif ($test.Passed) { 'Passed' } else { 'Failed' }
        $failure = if ($test.ErrorRecord.Count) { $test.ErrorRecord } elseif ($outcome -eq 'Failed') { $Reason }
        Send (@{ Id = $ids[$test]; Milliseconds = $test.Duration.TotalMilliseconds } + (New-Outcome $outcome $failure))
    }
    foreach ($child in $Block.Blocks) { $ran = (Send-Result $child $File "$Above$($child.ExpandedName) > " $Reason) -or $ran }

    # If no test ran, BeforeAll failed, and each test has reported it.
    if ($ran -and $Block.ErrorRecord.Count) {
        Send (@{ File = $File; Name = "${Above}AfterAll" } + (New-Outcome Failed $Block.ErrorRecord)) }
    $ran
}

# As a plugin, like the test runner of VS Code. It works the same in Pester 5 and 6.
Import-Module $Pester -Global
$plugin = & (Get-Module Pester) { New-PluginObject @args } -Name Bridge -ContainerDiscoveryEnd {
    param($Context)
    $file = $Context.BlockContainer.Item.FullName
    $found = @(Find-Test $Context.Block '' @{})
    foreach ($each in $found) { $ids[$each.Test] = $ids.Count }
    if ($Context.Block.ErrorRecord.Count) {
        Send (@{ File = $file; Name = 'discovery' } + (New-Outcome Failed $Context.Block.ErrorRecord))
        $chosen = @()
    }
    else {
        $tests = @($found | ForEach-Object { @{ Id = $ids[$_.Test]; Name = $_.Name; Line = $_.Test.StartLine; Tags = @($_.Test.Tag) } })
        Send @{ File = $file; Tests = $tests }
        $chosen = @($reader.ReadLine() | ConvertFrom-Json)
    }
    foreach ($each in $found | Where-Object { $ids[$_.Test] -notin $chosen }) {
        $null = $each.Block.Tests.Remove($each.Test)
        $null = $each.Block.Order.Remove($each.Test)
    }
} -ContainerRunEnd {
    param($Context)
    $null = Send-Result $Context.Block $Context.Block.BlockContainer.Item.FullName '' @()
}
& (Get-Module Pester) { $script:additionalPlugins = $args } $plugin
