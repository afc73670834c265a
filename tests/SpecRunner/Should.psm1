# Pester's Should, as far as the specs need it. PowerShell's own operators compare.
function Should {
    [CmdletBinding()]
    param(
        [Parameter(ValueFromPipeline)]$ActualValue,
        [Parameter(Position = 0)][Alias('ExpectedValue', 'ExpectedType', 'RegularExpression', 'ExpectedMessage')]$Expected,
        [string]$ErrorId, [type]$ExceptionType, [switch]$PassThru, [string]$Because, [switch]$Not,
        [switch]$Be, [switch]$BeExactly, [switch]$BeTrue, [switch]$BeFalse, [switch]$BeNullOrEmpty, [switch]$BeOfType, [switch]$BeIn, [switch]$Contain,
        [switch]$HaveCount, [switch]$BeGreaterThan, [switch]$BeGreaterOrEqual, [switch]$BeLessThan, [switch]$BeLessOrEqual,
        [switch]$BeLike, [switch]$BeLikeExactly, [switch]$Match, [switch]$MatchExactly, [switch]$Throw
    )
    begin { $all = [System.Collections.Generic.List[object]]::new() }
    process { $all.Add($ActualValue) }
    end {
        $operator = @($PSBoundParameters.Keys | Where-Object { $_ -cmatch '^(Be(?!cause)|Contain|HaveCount|Match|Throw)' })
        if ($operator.Count -ne 1) { throw [System.ArgumentException]::new('Should takes one operator, as in: $value | Should -Be 1') }
        if ($PSBoundParameters.Keys -contains 'ActualValue' -and -not $all.Count) { $all.Add($ActualValue) }
        $because = if ($Because.Trim()) { " because $($Because.Trim())," }
        $takesAll = $operator[0] -in 'Be', 'BeExactly', 'BeNullOrEmpty', 'HaveCount', 'Contain'
        foreach ($actual in @(if ($takesAll) { , $all.ToArray() } elseif ($all.Count) { $all } else { , $null })) {
            $found = if ($Throw) { Test-Throw $actual } else { @{ Text = Format-Value $actual; Holds = [bool](Test-Value $operator[0] $actual) } }
            if ($found.Holds -eq [bool]$Not) {
                $parts = "$(if ($Not) { 'not ' })$($operator[0] -replace '^Be$')", $(if ($PSBoundParameters.ContainsKey('Expected')) { Format-Value $Expected }), $(if ($ErrorId) { "id $ErrorId" }), $ExceptionType
                $message = "Expected $(@($parts | Where-Object { $_ }) -join ' '),$because but got $($found.Text)."
                $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([System.Exception]::new($message), 'PesterAssertionFailed', 'InvalidResult', $null))
            }
            if ($Throw -and $PassThru) { $found.Error }
        }
    }
}

# The parameters of Should are seen from here.
function Test-Value($Operator, $Actual) {
    switch ($Operator) {
        'Be' { Test-SameArray $Actual $Expected }
        'BeExactly' { Test-SameArray $Actual $Expected -Exact }
        'BeTrue' { [bool]$Actual }
        'BeFalse' { -not $Actual }
        'BeNullOrEmpty' { $Actual.Count -eq 0 -or ($Actual.Count -eq 1 -and ($Actual[0] -is [hashtable] ? $Actual[0].Count -eq 0 : [string]::IsNullOrEmpty($Actual[0]))) }
        'BeOfType' { $Actual -is ($Expected -is [string] ? [type]($Expected -replace '^\[(.*)\]$', '$1') : $Expected) }
        'BeIn' { $Expected -contains $Actual }
        'Contain' { $Actual -contains $Expected }
        'HaveCount' { $Actual.Count -eq $Expected }
        'BeGreaterThan' { -not ($Actual -le $Expected) }
        'BeGreaterOrEqual' { -not ($Actual -lt $Expected) }
        'BeLessThan' { -not ($Actual -ge $Expected) }
        'BeLessOrEqual' { -not ($Actual -gt $Expected) }
        'BeLike' { $Actual -like $Expected }
        'BeLikeExactly' { $Actual -clike $Expected }
        'Match' { $Actual -match $Expected }
        'MatchExactly' { $Actual -cmatch $Expected }
    }
}

function Test-SameArray([object[]]$Actual, [object[]]$Expected, [switch]$Exact) {
    $empty = { param($List) $null -eq $List -or $List.Count -eq 0 -or ($List.Count -eq 1 -and $null -eq $List[0]) }
    if ((& $empty $Actual) -or (& $empty $Expected)) { return (& $empty $Actual) -and (& $empty $Expected) }
    $different = @(0..($Actual.Count - 1) | Where-Object { $Actual.Count -eq $Expected.Count } | Where-Object {
            if ($Actual[$_] -is [array] -or $Expected[$_] -is [array]) { -not (Test-SameArray $Actual[$_] $Expected[$_] -Exact:$Exact) }
            else { -not ($Exact ? ($Expected[$_] -ceq $Actual[$_]) : ($Expected[$_] -eq $Actual[$_])) }
        })
    $Actual.Count -eq $Expected.Count -and -not $different.Count
}

function Test-Throw($Block) {
    if ($Block -isnot [scriptblock]) { throw [System.ArgumentException]::new('Should -Throw takes a script block.') }
    try { $null = & $Block; return @{ Holds = $false; Text = 'no error' } } catch { $problem = $_ }
    $likeAll = $problem.Exception.Message -like ($Expected ? $Expected : '*') -and $problem.FullyQualifiedErrorId -like ($ErrorId ? $ErrorId : '*')
    $fits = $Not -or ($likeAll -and ($null -eq $ExceptionType -or $problem.Exception -is $ExceptionType))
    @{ Holds = $fits; Error = $problem; Text = "$($problem.FullyQualifiedErrorId): $($problem.Exception.Message) ($($problem.Exception.GetType()))" }
}

function Format-Value($Value) {
    if ($null -eq $Value) { return '$null' }
    if ($Value -is [array]) { return $Value.Count -eq 1 ? (Format-Value $Value[0]) : "@($(@(foreach ($one in $Value) { Format-Value $one }) -join ', '))" }
    if ($Value -is [bool]) { return "`$$Value".ToLowerInvariant() }
    if ($Value -is [datetime] -or $Value -is [System.DateTimeOffset]) { return $Value.ToString('o') }
    $Value -is [string] ? "'$Value'" : "$Value"
}

Export-ModuleMember -Function Should
