# Ctrl+C, a downstream command that stops the pipeline, and one that throws: the cmdlet ends immediately and leaves nothing behind. On both
# services.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $module = (Get-Module TencentLvb).Path

    # A service that accepts every request and never responds.
    class SilentService {
        [System.Net.Sockets.TcpListener] $Listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        [System.Collections.Generic.List[System.Net.Sockets.Socket]] $Taken =
            [System.Collections.Generic.List[System.Net.Sockets.Socket]]::new()

        SilentService() { $this.Listener.Start(512) }

        [uri] Uri() { return "http://127.0.0.1:$(([System.Net.IPEndPoint]$this.Listener.LocalEndpoint).Port)/common_access" }

        # Waits until a whole request has arrived.
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

        # Whether the client has closed every connection with a request in flight.
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

    # A cmdlet in a separate runspace, with a connection to the service.
    function Start-Work([string]$Script, [SilentService]$Service) {
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        # The push location is specified, so no lookup is needed.
        $connect = @{
            V2 = 'Connect-Lvb -AppId 1234 -Key $key -Endpoint $service -StatEndpoint $service'
            V3 = 'Connect-Lvb -SecretId AKIDx -SecretKey $key -Endpoint ([uri]::new($service, "/")) -PushDomain p.example.com -AppName live'
        }[$Api]
        $null = $shell.AddScript("param(`$module, `$service, `$key) Import-Module `$module; $connect").
            AddArgument($module).AddArgument($Service.Uri()).AddArgument((ConvertTo-TestKey)).Invoke()
        $shell.Commands.Clear()
        $null = $shell.AddScript($Script.Replace('{service}', "$($Service.Uri())").Replace('{folder}', $TestDrive))
        [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
    }
}

Describe 'Ctrl+C on <Service>' -ForEach $services {
    It 'ends <Name> immediately, and cancels what is in flight' -ForEach @(
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
        @{ Name = 'Start-LvbTape'; Script = 'Start-LvbTape a -Duration 1h' + @{ V2 = ''; V3 = ' -TemplateId 1' }[$Api] }
        @{ Name = 'Stop-LvbTape'; Script = 'Stop-LvbTape a -TaskId 1' }
        @{ Name = 'Set-LvbChannelDelay'; Script = 'Set-LvbChannelDelay a -Delay 30s' }
        @{ Name = 'Invoke-LvbApi'; Script = 'Invoke-LvbApi ' + @{ V2 = 'Live_Something'; V3 = 'DescribeSomething' }[$Api] }
        @{ Name = 'Wait-LvbChannel'; Script = 'Wait-LvbChannel a -Status Live' }
        @{ Name = 'Wait-LvbTapeFile'; Script = 'Wait-LvbTapeFile a' }
        @{ Name = 'Save-LvbTapeFile'
            Script = "[pscustomobject]@{ Url = '{service}/a.flv'; StreamId = 'a'; FileId = '1' } | Save-LvbTapeFile -Path '{folder}'" }
        @{ Name = 'Save-LvbScreenshot'
            Script = "[pscustomobject]@{ Url = '{service}/a.jpg'; StreamId = 'a' } | Save-LvbScreenshot -Path '{folder}'" }
        @{ Name = 'Send-LvbEvent'; Script = 'Send-LvbEvent -Uri {service} -EventType StreamStarted -StreamId a -Key $key' }
    ) {
        $service = [SilentService]::new()
        $work = Start-Work $Script $service
        try {
            $service.Take() | Should -Match '^(GET|POST) '

            # The target is 200 ms. A busy machine may take longer.
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

    if ($Api -eq 'V2') {
        It 'ends the wait for screenshots, and lets the current call finish' {
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

Describe 'A downstream command that stops the pipeline on <Service>' -ForEach $services {
    BeforeAll {
        $emulator = Start-LvbEmulator -SampleData
        $emulator | Connect-Lvb -Api $Api
        Set-LvbEmulatorStream -Emulator $emulator -StreamId (1..200 | ForEach-Object { "many_$_" }) -State Live
        # The list of API 3.0 is read whole: three pages of pushes, or one before those of this second are listed.
        $pages = @{ V2 = @(1); V3 = 1, 3 }[$Api]

        # By interface: a request cut off by a stop in another test may still arrive.
        function Get-RequestCount([string]$Interface) { @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface).Count }
    }

    AfterAll {
        Disconnect-Lvb
        $emulator | Stop-LvbEmulator
    }

    It 'prevents further requests' {
        $before = Get-RequestCount $Wire.Status
        $first = 1..200 | ForEach-Object { "many_$_" } | Get-LvbChannelStatus | Select-Object -First 1
        $first.StreamId | Should -Be 'many_1'
        (Get-RequestCount $Wire.Status) - $before | Should -BeLessThan 100
    }

    It 'ends a list at the current page, when a loop is left' {
        $before = Get-RequestCount $Wire.ChannelList
        do { Get-LvbChannel -PageSize 10 | ForEach-Object { $first = $_; break } } until ($true)
        $first.StreamId | Should -Not -BeNullOrEmpty
        (Get-RequestCount $Wire.ChannelList) - $before | Should -BeIn $pages
    }

    It 'ends a list at Select-Object -First 1' {
        $before = Get-RequestCount $Wire.ChannelList
        $first = Get-LvbChannel -PageSize 10 | Select-Object -First 1
        $first.StreamId | Should -Not -BeNullOrEmpty
        (Get-RequestCount $Wire.ChannelList) - $before | Should -BeIn $pages
    }

    It 'may throw: the error is passed on, and the next call works' {
        { 1..200 | ForEach-Object { "many_$_" } | Get-LvbChannelStatus | ForEach-Object { throw 'enough' } } |
            Should -Throw -ExpectedMessage 'enough'
        (Get-LvbChannelStatus many_1).Status | Should -Be ([TencentLvb.LvbChannelState]::Live)
    }

    It 'leaves no more threads and timers after twenty times' {
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

Describe 'An at-most-once call on <Service>' -ForEach $services {
    It 'that was interrupted is reported by the next such call of the connection' {
        $service = [SilentService]::new()
        $key = ConvertTo-TestKey
        $account = @{
            V2 = @{ AppId = 1234; Key = $key; Endpoint = $service.Uri(); StatEndpoint = $service.Uri() }
            V3 = @{ SecretId = 'AKIDx'; SecretKey = $key; Endpoint = [uri]::new($service.Uri(), '/') }
        }[$Api]
        if ($Api -eq 'V3') { $account += @{ PushDomain = 'p.example.com'; AppName = 'live' } }
        $connection = Connect-Lvb @account -PassThru
        $template = @{ V2 = @{}; V3 = @{ TemplateId = 1 } }[$Api]
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $start = 'param($module, $c, $t) Import-Module $module; Start-LvbTape 1234_gone -Duration 1h -Connection $c @t'
        $null = $shell.AddScript($start).AddArgument($module).AddArgument($connection).AddArgument($template)
        try {
            $null = $shell.BeginInvoke()
            $service.Take() | Should -Match $Wire.StartTape
            $shell.Stop()
        }
        finally {
            $shell.Dispose()
            $service.Close()
        }

        # No program listens any more: the next call fails, and still reports it.
        $next = @{ StreamId = '1234_next'; Duration = '1h'; Connection = $connection; ErrorAction = 'SilentlyContinue' } + $template
        Start-LvbTape @next -WarningVariable told -WarningAction SilentlyContinue
        "$told" | Should -BeLike "*$($Wire.StartTape)*1234_gone*"
        Start-LvbTape @next -WarningVariable again -WarningAction SilentlyContinue
        "$again" | Should -BeNullOrEmpty
        Disconnect-Lvb -Connection $connection
    }
}
