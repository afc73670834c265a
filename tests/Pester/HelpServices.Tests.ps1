# The page of each cmdlet that calls a service names the interfaces that it calls, and their limits. The emulator shows what is called.
# Invoke-LvbApi completion, which reads the tables of interfaces and actions, shows which names exist.
BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Services.ps1
    . $PSScriptRoot/CmdletWays.ps1

    # These have -Connection but call no service with it: they only read its key.
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

    # The notes of a page as Get-Help returns them, and what they say about a service.
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

        # The connection specifies where a stream is pushed, so a lookup is not a call of the cmdlet.
        Connect-Lvb -Emulator $emulator -Api $Api -PushDomain push.example.com -AppName live -MaximumRetryCount 0
        $everNamed = [System.Collections.Generic.HashSet[string]]::new()
    }

    It 'of <Cmdlet> names the interfaces that it calls' -ForEach $callers {
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

    It 'lacks no interface or action that a cmdlet calls' {
        $called = @(Get-LvbEmulatorRequest -Emulator $emulator).Interface | Sort-Object -Unique | Where-Object { $_ -in $known }
        $called.Count | Should -BeGreaterThan 10
        $called | Where-Object { -not $everNamed.Contains($_) } | Should -BeNullOrEmpty
    }
}
