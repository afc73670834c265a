BeforeAll {
    . $PSScriptRoot/Notifications.ps1

    # A receiver in a separate runspace. Port is where it listens.
    function Start-TestReceiver([hashtable]$Parameters = @{}, [string]$Then = '', [string]$Path = '/', [int]$Port = 0) {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule(@((Get-Module TencentLvb).Path))
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $all = @{ Prefix = "http://localhost:$Port$Path"; Key = $key; Verbose = $true } + $Parameters
        $null = $shell.AddScript("param(`$all) Receive-LvbEvent @all $Then").AddArgument($all)
        $emitted = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $none = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $none.Complete()
        # A generic method whose type arguments Windows PowerShell cannot infer from a null.
        $begin = $shell.GetType().GetMethods().Where{ $_.Name -eq 'BeginInvoke' -and $_.GetParameters().
            Count -eq 2 }[0].MakeGenericMethod([psobject], [psobject])
        $running = $begin.Invoke($shell, @($none, $emitted))
        $until = [datetime]::UtcNow.AddSeconds(30)
        while ($shell.Streams.Verbose.Count -eq 0 -and -not $running.IsCompleted -and
            [datetime]::UtcNow -lt $until) { Start-Sleep -Milliseconds 10 }
        if ($shell.Streams.Verbose.Count -gt 0 -and "$($shell.Streams.Verbose[0])" -match ':(\d+)/') { $Port = $Matches[1] }
        [pscustomobject]@{ Shell = $shell; Running = $running; Emitted = $emitted; Runspace = $runspace; Uri = "http://localhost:$Port$Path"
            Port = $Port }
    }
    function Wait-TestReceiver($Receiver) { $Receiver.Running.AsyncWaitHandle.WaitOne(30000) | Should -BeTrue }
    function Wait-Emitted($Receiver, [int]$Count) {
        $until = [datetime]::UtcNow.AddSeconds(30)
        while ($Receiver.Emitted.Count -lt $Count -and [datetime]::UtcNow -lt $until) { Start-Sleep -Milliseconds 10 }
        $Receiver.Emitted.Count | Should -Be $Count
    }
    function Stop-TestReceiver($Receiver) {
        $Receiver.Shell.Stop()
        $Receiver.Shell.Dispose()
        $Receiver.Runspace.Dispose()
    }
}

Describe 'Receive-LvbEvent and Send-LvbEvent' {
    It 'emits what was sent, and ends after -MaxEvents' {
        $receiver = Start-TestReceiver @{ MaxEvents = 3 } -Path '/lvb/'
        $report = @(Send-LvbEvent 8888_a -Uri $receiver.Uri -Key $key -EventType StreamStarted, TapeFileCreated, 200 -ThrottleLimit 1)
        $report | Should -HaveCount 3
        foreach ($one in $report) {
            $one.StatusCode | Should -Be 200
            $one.Acknowledged | Should -BeTrue
            $one.Latency | Should -BeGreaterThan ([timespan]::Zero)
        }
        Wait-TestReceiver $receiver
        ($receiver.Emitted | ForEach-Object { "$($_.EventType)" }) -join ' ' | Should -Be 'StreamStarted TapeFileCreated ScreenshotCreated'
        Stop-TestReceiver $receiver
    }

    It 'ends silently after -Timeout' {
        $receiver = Start-TestReceiver @{ Timeout = '100ms' }
        Wait-TestReceiver $receiver
        $receiver.Shell.Streams.Error | Should -BeNullOrEmpty
        $receiver.Emitted.Count | Should -Be 0
        Stop-TestReceiver $receiver
    }

    It 'ends after -Timeout even if more events wait; their senders get 503' {
        $receiver = Start-TestReceiver @{ Timeout = '2s' } -Then '| ForEach-Object { $_; Start-Sleep -Milliseconds 500 }'
        $report = @(Send-LvbEvent -Uri $receiver.Uri -Key $key -Count 60 -ThrottleLimit 60)
        Wait-TestReceiver $receiver
        $receiver.Emitted.Count | Should -BeLessThan 30
        @($report | Where-Object Acknowledged).Count | Should -Be $receiver.Emitted.Count
        @($report | Where-Object StatusCode -EQ 503).Count | Should -Be (60 - $receiver.Emitted.Count)
        Stop-TestReceiver $receiver
    }

    It 'sends many at once, each as a separate event' {
        $receiver = Start-TestReceiver @{ MaxEvents = 200 }
        $report = @('8888_a', '8888_b' | Send-LvbEvent -Uri $receiver.Uri -Key $key -Count 100 -ThrottleLimit 16)
        Wait-TestReceiver $receiver
        $report | Should -HaveCount 200
        @($report | Where-Object Acknowledged).Count | Should -Be 200
        $receiver.Emitted.Count | Should -Be 200
        Stop-TestReceiver $receiver
    }

    It 'warns about what it refuses, and continues' {
        $receiver = Start-TestReceiver @{ EventType = 1, 'TapeFileCreated', 999; StreamId = '8888_*' }
        (Send-LvbEvent 8888_a -Uri $receiver.Uri -Key (ConvertTo-TestKey other)).StatusCode | Should -Be 403
        (Send-LvbEvent 8888_a -Uri $receiver.Uri -Key $key -Property @{ t = 5 }).StatusCode | Should -Be 403
        (Send-LvbEvent 8888_a -Uri $receiver.Uri -Key $key -Property @{ event_type = $null }).StatusCode | Should -Be 400
        (Send-LvbEvent 9999_a -Uri $receiver.Uri -Key $key).Acknowledged | Should -BeTrue
        (Send-LvbEvent 8888_a -Uri $receiver.Uri -Key $key -EventType StreamEnded).Acknowledged | Should -BeTrue
        (Send-LvbEvent 8888_a -Uri $receiver.Uri -Key $key -EventType 999).Acknowledged | Should -BeTrue
        Wait-Emitted $receiver 1
        [int]$receiver.Emitted[0].EventType | Should -Be 999
        $warnings = $receiver.Shell.Streams.Warning -join "`n"
        $warnings | Should -BeLike '*from *127.0.0.1*403*LvbEventInvalidSignature*403*LvbEventExpired*400*LvbEventMalformed*'
        Stop-TestReceiver $receiver
    }

    It 'returns 500 and ends with the error when the pipeline fails' {
        $receiver = Start-TestReceiver @{} '| ForEach-Object { throw "downstream is broken" }'
        $report = Send-LvbEvent 8888_a -Uri $receiver.Uri -Key $key
        $report.StatusCode | Should -Be 500
        $report.Acknowledged | Should -BeFalse
        Wait-TestReceiver $receiver
        "$($receiver.Shell.InvocationStateInfo.Reason)$($receiver.Shell.Streams.Error)" | Should -BeLike '*downstream is broken*'
        Stop-TestReceiver $receiver
    }

    It 'frees the port when it is stopped' {
        $receiver = Start-TestReceiver
        Stop-TestReceiver $receiver
        $again = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, $receiver.Port)
        $again.Start()
        $again.Stop()
    }

    It 'keeps events that it could not emit in the spool' {
        $folder = Join-Path $TestDrive (New-Guid)
        $receiver = Start-TestReceiver @{ SpoolPath = $folder } '| ForEach-Object { throw "no" }'
        (Send-LvbEvent 8888_a -Uri $receiver.Uri -Key $key).Acknowledged | Should -BeTrue
        Wait-TestReceiver $receiver
        Stop-TestReceiver $receiver
        $receiver = Start-TestReceiver @{ SpoolPath = $folder; MaxEvents = 1 }
        Wait-TestReceiver $receiver
        $receiver.Emitted.Count | Should -Be 1
        Stop-TestReceiver $receiver
        $receiver = Start-TestReceiver @{ SpoolPath = $folder; Timeout = '100ms' }
        Wait-TestReceiver $receiver
        $receiver.Emitted.Count | Should -Be 0
        Stop-TestReceiver $receiver
    }

    It 'emits again what <Ended> in three runs: <Comes>' -ForEach @(
        @{ Ended = 'a downstream break ended'; Then = '| ForEach-Object { break }'; Comes = 1 }
        @{ Ended = 'broke the pipeline'; Then = '| ForEach-Object { throw "no" }'; Comes = 0 }
    ) {
        $folder = Join-Path $TestDrive (New-Guid)
        foreach ($run in 1..3) {
            $receiver = Start-TestReceiver @{ SpoolPath = $folder } $Then
            if ($run -eq 1) { (Send-LvbEvent 8888_a -Uri $receiver.Uri -Key $key).Acknowledged | Should -BeTrue }
            Wait-TestReceiver $receiver
            Stop-TestReceiver $receiver
        }
        $receiver = Start-TestReceiver @{ SpoolPath = $folder; MaxEvents = 1; Timeout = if ($Comes) { '20s' } else { '300ms' } }
        Wait-TestReceiver $receiver
        $receiver.Emitted.Count | Should -Be $Comes
        Stop-TestReceiver $receiver
    }

    It 'allows only one process at a time to use the spool' {
        $folder = Join-Path $TestDrive (New-Guid)
        $receiver = Start-TestReceiver @{ SpoolPath = $folder }
        { Receive-LvbEvent -Prefix http://localhost:0/ -Key $key -SpoolPath $folder -Timeout 1s } | Should -Throw -ErrorId 'LvbSpoolFailed*'
        Stop-TestReceiver $receiver
    }

    It 'reports that the address is in use' {
        $receiver = Start-TestReceiver
        { Receive-LvbEvent -Prefix $receiver.Uri -Key $key -Timeout 1s } | Should -Throw -ErrorId 'LvbListenFailed*'
        Stop-TestReceiver $receiver
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'an invalid prefix'; Parameters = @{ Prefix = 'localhost' } }
        @{ Case = 'https'; Parameters = @{ Prefix = 'https://localhost:8443/' } }
        @{ Case = 'an invalid address'; Parameters = @{ AllowedAddress = '10.0.0.0/40' } }
    ) {
        { Receive-LvbEvent -Key $key -Timeout 1s @Parameters } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'needs a key' {
        Disconnect-Lvb
        { Receive-LvbEvent -Prefix http://localhost:0/ -Timeout 1s } | Should -Throw -ErrorId 'LvbNotConnected*'
    }

    It 'uses the key of the connection' {
        $credential = [pscredential]::new('1250000000', $key)
        Connect-Lvb -Credential $credential
        (New-Body $start | ConvertFrom-LvbEvent).Verified | Should -BeTrue
        Disconnect-Lvb
    }

    It 'sends nothing under -WhatIf' {
        @(Send-LvbEvent 8888_a -Uri http://localhost:9/ -Key $key -WhatIf) | Should -HaveCount 0
    }

    It 'reports that the receiver cannot be reached' {
        $port = Get-FreePort
        Send-LvbEvent 8888_a -Uri "http://127.0.0.1:$port/" -Key $key -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbNetwork*'
        $problems[0].TargetObject | Should -Be '8888_a'
    }

    It 'reads the notifications of the emulator' {
        $receiver = Start-TestReceiver
        $emulator = Start-LvbEmulator -Key $key -CallbackUri $receiver.Uri
        Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_a -State Live
        Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_a -Screenshot 1
        Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_a -State NoInput
        Wait-Emitted $receiver 3
        # Enumerating the collection itself would wait for its end.
        $events = $receiver.Emitted.ReadAll()
        foreach ($told in $events) {
            $told.Verified | Should -BeTrue
            $told.StreamId | Should -Be '8888_a'
        }
        $kinds = @($events | ForEach-Object { "$($_.EventType)" })
        foreach ($kind in 'StreamStarted', 'ScreenshotCreated', 'StreamEnded') { $kinds | Should -Contain $kind }
        Stop-LvbEmulator -Emulator $emulator
        Stop-TestReceiver $receiver
    }
}
