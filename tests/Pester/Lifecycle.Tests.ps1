# Ctrl+C, a downstream that has enough, one that throws: the cmdlet ends at once, and nothing of it is left.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $module = (Get-Module TencentLvb).Path

    # A service that takes every request and never answers.
    class SilentService {
        [System.Net.Sockets.TcpListener] $Listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        [System.Collections.Generic.List[System.Net.Sockets.Socket]] $Taken =
            [System.Collections.Generic.List[System.Net.Sockets.Socket]]::new()

        SilentService() { $this.Listener.Start(512) }

        [uri] Uri() { return "http://127.0.0.1:$(([System.Net.IPEndPoint]$this.Listener.LocalEndpoint).Port)/common_access" }

        # Waits until a whole request is there.
        [string] Take() {
            $accept = $this.Listener.AcceptSocketAsync()
            if (-not $accept.Wait(20000)) { throw 'Nobody called.' }
            $socket = $accept.Result
            $socket.ReceiveTimeout = 20000
            $this.Taken.Add($socket)
            $buffer = [byte[]]::new(8192)
            $head = ''
            while (-not $head.Contains("`r`n`r`n")) {
                $read = $socket.Receive($buffer)
                if ($read -eq 0) { break }
                $head += [System.Text.Encoding]::ASCII.GetString($buffer, 0, $read)
            }
            return $head
        }

        # Whether the other side has closed every connection on which a request was under way.
        [bool] IsLeftAlone() {
            $buffer = [byte[]]::new(8192)
            foreach ($socket in $this.Taken) {
                $socket.ReceiveTimeout = 5000
                try { while ($socket.Receive($buffer) -gt 0) { } }
                catch {
                    $cause = $_.Exception.InnerException
                    if ($cause -is [System.Net.Sockets.SocketException] -and $cause.SocketErrorCode -eq 'TimedOut') { return $false }
                }
            }
            return $true
        }

        [void] Close() {
            $this.Listener.Stop()
            foreach ($socket in $this.Taken) { $socket.Dispose() }
        }
    }

    # A cmdlet in a runspace of its own, with a connection to the service.
    function Start-Work([string]$Script, [SilentService]$Service) {
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $shell.AddScript(
            ('param($module, $service, $key) Import-Module $module; Connect-Lvb -AppId 1234 -Key $key -Endpoint $service -StatEndpoint ' +
                '$service')).
            AddArgument($module).AddArgument($Service.Uri()).AddArgument((ConvertTo-TestKey)).Invoke()
        $shell.Commands.Clear()
        $null = $shell.AddScript($Script.Replace('{service}', "$($Service.Uri())").Replace('{folder}', $TestDrive))
        [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
    }
}

Describe 'Ctrl+C' {
    It 'ends <Name> at once, and cancels what is in flight' -ForEach @(
        @{ Name = 'Get-LvbLiveStat'; Script = 'Get-LvbLiveStat' }
        @{ Name = 'Get-LvbLiveStat of streams'; Script = "'a', 'b' | Get-LvbLiveStat" }
        @{ Name = 'Get-LvbLivePushStat'; Script = 'Get-LvbLivePushStat' }
        @{ Name = 'Get-LvbLivePlayStat'; Script = 'Get-LvbLivePlayStat -Summary' }
        @{ Name = 'Get-LvbLivePushStatHistory'; Script = 'Get-LvbLivePushStatHistory a' }
        @{ Name = 'Get-LvbLivePlayStatHistory'; Script = 'Get-LvbLivePlayStatHistory' }
        @{ Name = 'Get-LvbChannelStatus'; Script = '1..100 | Get-LvbChannelStatus' }
        @{ Name = 'Set-LvbChannelStatus'; Script = 'Set-LvbChannelStatus a -Status Disabled' }
        @{ Name = 'Get-LvbTapeFile'; Script = 'Get-LvbTapeFile a' }
        @{ Name = 'Get-LvbChannel'; Script = 'Get-LvbChannel' }
        @{ Name = 'Get-LvbLiveChannel'; Script = 'Get-LvbLiveChannel' }
        @{ Name = 'Start-LvbStreamMix'
            Script = "'a', 'b' | ForEach-Object { `$n++; New-LvbMixInput `$_ -Layer `$n } | Start-LvbStreamMix -SessionId s " +
                "-OutputStreamId a" }
        @{ Name = 'Stop-LvbStreamMix'; Script = 'Stop-LvbStreamMix -SessionId s -OutputStreamId a' }
        @{ Name = 'Suspend-LvbChannel'; Script = 'Suspend-LvbChannel a -Duration 1h' }
        @{ Name = 'Resume-LvbChannel'; Script = 'Resume-LvbChannel a' }
        @{ Name = 'Start-LvbTape'; Script = 'Start-LvbTape a -Duration 1h' }
        @{ Name = 'Stop-LvbTape'; Script = 'Stop-LvbTape a -TaskId 1' }
        @{ Name = 'Set-LvbChannelDelay'; Script = 'Set-LvbChannelDelay a -Delay 30s' }
        @{ Name = 'Invoke-LvbApi'; Script = 'Invoke-LvbApi -Interface Live_Something' }
        @{ Name = 'Wait-LvbChannel'; Script = 'Wait-LvbChannel a -Status Live' }
        @{ Name = 'Wait-LvbTapeFile'; Script = 'Wait-LvbTapeFile a' }
        @{ Name = 'Save-LvbTapeFile'
            Script = "[pscustomobject]@{ Url = '{service}/a.flv'; StreamId = 'a'; FileId = '1' } | Save-LvbTapeFile -Path '{folder}'" }
        @{ Name = 'Save-LvbScreenshot'
            Script = "[pscustomobject]@{ Url = '{service}/a.jpg'; StreamId = 'a' } | Save-LvbScreenshot -Path '{folder}'" }
        @{ Name = 'Send-LvbEvent'; Script = 'Send-LvbEvent -Uri {service} -EventType StreamStarted -StreamId a' }
    ) {
        $service = [SilentService]::new()
        $work = Start-Work $Script $service
        try {
            $service.Take() | Should -Match '^(GET|POST) '

            # 200 ms are the aim; a machine that is busy with other things may take its time.
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $work.Shell.Stop()
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 5

            "$($work.Shell.InvocationStateInfo.State)" | Should -Be 'Stopped'
            $service.IsLeftAlone() | Should -BeTrue
        }
        finally {
            $work.Shell.Dispose()
            $service.Close()
        }
    }

    It 'ends a screenshot queue that is watched, and lets the call under way come to its end' {
        $service = [SilentService]::new()
        $work = Start-Work 'Get-LvbScreenshot -Wait' $service
        try {
            $service.Take() | Should -Match 'Live_Queue_Get'
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $work.Shell.Stop()
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
            $service.Taken[0].Poll(0, 'SelectRead') | Should -BeFalse
        }
        finally {
            $work.Shell.Dispose()
            $service.Close()
        }
    }

    It 'leaves no socket and no timer behind, twenty times' {
        $service = [SilentService]::new()
        try {
            $before = $null
            foreach ($round in 1..20) {
                $work = Start-Work '1..100 | Get-LvbChannelStatus' $service
                foreach ($request in 1..8) { $null = $service.Take() }
                $work.Shell.Stop()
                $work.Shell.Dispose()
                if ($round -eq 3) { $before = [System.Threading.Timer]::ActiveCount }
            }

            $service.Taken.Count | Should -Be 160
            $service.IsLeftAlone() | Should -BeTrue
            [System.Threading.Timer]::ActiveCount | Should -BeLessThan ($before + 20)
        }
        finally { $service.Close() }
    }
}

Describe 'A downstream that has enough' {
    BeforeAll {
        $emulator = Start-LvbEmulator -SampleData
        $emulator | Connect-Lvb
        Set-LvbEmulatorStream -Emulator $emulator -StreamId (1..200 | ForEach-Object { "many_$_" }) -State Live
        # By interface: what a stop cut off in another test may still arrive.
        function Get-RequestCount([string]$Interface) { @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface).Count }
    }

    AfterAll {
        Disconnect-Lvb
        $emulator | Stop-LvbEmulator
    }

    It 'stops what would still be asked' {
        $before = Get-RequestCount Live_Channel_GetStatus
        $first = 1..200 | ForEach-Object { "many_$_" } | Get-LvbChannelStatus | Select-Object -First 1
        $first.StreamId | Should -Be 'many_1'
        (Get-RequestCount Live_Channel_GetStatus) - $before | Should -BeLessThan 100
    }

    It 'stops a list at the page that it has, when a loop is left' {
        $before = Get-RequestCount Live_Channel_GetChannelList
        do { Get-LvbChannel -PageSize 10 | ForEach-Object { $first = $_; break } } until ($true)
        $first.StreamId | Should -Not -BeNullOrEmpty
        (Get-RequestCount Live_Channel_GetChannelList) - $before | Should -Be 1
    }

    It 'stops a list at Select-Object -First 1' {
        $before = Get-RequestCount Live_Channel_GetChannelList
        $first = Get-LvbChannel -PageSize 10 | Select-Object -First 1
        $first.StreamId | Should -Not -BeNullOrEmpty
        (Get-RequestCount Live_Channel_GetChannelList) - $before | Should -Be 1
    }

    It 'may throw: the error comes through, and the next call works' {
        { 1..200 | ForEach-Object { "many_$_" } | Get-LvbChannelStatus | ForEach-Object { throw 'enough' } } |
            Should -Throw -ExpectedMessage 'enough'
        (Get-LvbChannelStatus many_1).Status | Should -Be ([TencentLvb.LvbChannelState]::Live)
    }

    It 'has no more threads and timers after twenty times' {
        foreach ($round in 1..20) {
            $null = 1..50 | ForEach-Object { "many_$_" } | Get-LvbChannelStatus | Select-Object -First 1
            if ($round -eq 3) {
                $timers = [System.Threading.Timer]::ActiveCount
                $threads = [System.Diagnostics.Process]::GetCurrentProcess().Threads.Count
            }
        }

        [System.Threading.Timer]::ActiveCount | Should -BeLessThan ($timers + 10)
        [System.Diagnostics.Process]::GetCurrentProcess().Threads.Count | Should -BeLessThan ($threads + 15)
    }
}

Describe 'An at-most-once call' {
    It 'that was broken off is told of by the next such call of the connection' {
        $service = [SilentService]::new()
        $connection = Connect-Lvb -AppId 1234 -Key (ConvertTo-TestKey) -Endpoint $service.Uri() -StatEndpoint $service.Uri() -PassThru
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $shell.AddScript('param($module, $c) Import-Module $module; Start-LvbTape 1234_gone -Duration 1h -Connection $c').
            AddArgument($module).AddArgument($connection)
        try {
            $null = $shell.BeginInvoke()
            $service.Take() | Should -Match 'Live_Tape_Start'
            $shell.Stop()
        }
        finally {
            $shell.Dispose()
            $service.Close()
        }

        # Nobody listens any more: the next call fails, and still tells.
        Start-LvbTape 1234_next -Duration 1h -Connection $connection -WarningVariable told -WarningAction SilentlyContinue `
            -ErrorAction SilentlyContinue
        "$told" | Should -BeLike '*Live_Tape_Start*1234_gone*'
        Start-LvbTape 1234_next -Duration 1h -Connection $connection -WarningVariable again -WarningAction SilentlyContinue `
            -ErrorAction SilentlyContinue
        "$again" | Should -BeNullOrEmpty
        Disconnect-Lvb -Connection $connection
    }
}
