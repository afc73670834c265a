# The page of each cmdlet that calls a service names what it calls there, and the limits. What is called is seen at the emulator; which
# names there are is told by the completion of Invoke-LvbApi, which reads the tables of interfaces and actions.
BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Services.ps1
    . $PSScriptRoot/CmdletWays.ps1

    # What has -Connection but calls no service with it reads its key alone.
    $keyOnly = 'New-LvbSignature', 'Test-LvbSignature', 'Receive-LvbEvent', 'ConvertFrom-LvbEvent', 'Send-LvbEvent', 'Disconnect-Lvb'
    $callers = Get-Command -Module TencentLvb | Where-Object { $_.Parameters.ContainsKey('Connection') -and $_.Name -notin $keyOnly } |
        ForEach-Object { @{ Cmdlet = $_.Name; Ways = @(Get-CmdletWay $_) } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $key = ConvertTo-TestKey
    $uri = 'http://127.0.0.1:9/'
    $mixInput = New-LvbMixInput 8888_a -Layer 1
    $emulator = Start-LvbEmulator -SampleData -Key $key
    Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_a, 8888_b -State Live

    # The notes of a page as Get-Help has them, and what they say of a service.
    function Get-Note([string]$Cmdlet, [string]$Service) {
        $notes = (Get-Help $Cmdlet -Full).alertSet.alert.Text -join "`n"
        [regex]::Match($notes, "(?ms)^\s*$([regex]::Escape($Service)): (.*?)(?=^\s*API \d\.0: |\z)").Groups[1].Value
    }

    function Get-Known([string]$Api) {
        Connect-Lvb -Emulator $emulator -Api $Api
        $line = 'Invoke-LvbApi '
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText
    }
}

AfterAll {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'Help about <Service>' -ForEach $services {
    BeforeAll {
        $known = Get-Known $Api

        # Where a stream is pushed to is given by the connection, so that looking it up is no call of a cmdlet.
        Connect-Lvb -Emulator $emulator -Api $Api -PushDomain push.example.com -AppName live -MaximumRetryCount 0
        $everNamed = [System.Collections.Generic.HashSet[string]]::new()
    }

    It 'of <Cmdlet> names what it calls there' -ForEach $callers {
        $note = Get-Note $Cmdlet $Service
        $note | Should -Not -BeNullOrEmpty
        $named = @($known | Where-Object { $note -cmatch "\b$_\b" })
        $named | ForEach-Object { $null = $everNamed.Add($_) }

        $before = @(Get-LvbEmulatorRequest -Emulator $emulator).Count
        foreach ($way in $Ways) { $null = try { . $way *>&1 } catch { $_ } }
        $called = @(Get-LvbEmulatorRequest -Emulator $emulator | Select-Object -Skip $before).Interface | Sort-Object -Unique |
            Where-Object { $_ -in $known }
        if ($Cmdlet -eq 'Invoke-LvbApi') { $note | Should -BeLike 'any *' }
        elseif ($called) { $called | Where-Object { $_ -notin $named } | Should -BeNullOrEmpty }
        else { $note | Should -BeLike '*LvbNotSupported*' }
        if (-not $called -and $Cmdlet -ne 'Invoke-LvbApi') { $named | Should -BeNullOrEmpty }
    }

    It 'has no interface or action of the table that a cmdlet calls and no page names' {
        $called = @(Get-LvbEmulatorRequest -Emulator $emulator).Interface | Sort-Object -Unique | Where-Object { $_ -in $known }
        $called.Count | Should -BeGreaterThan 10
        $called | Where-Object { -not $everNamed.Contains($_) } | Should -BeNullOrEmpty
    }
}
