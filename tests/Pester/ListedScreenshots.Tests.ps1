# Screenshots on API 3.0: there is no queue. They are listed from the notifications of a stream, and reading does not remove them.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator
    Connect-Lvb -Emulator $emulator -Api V3
    Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_cam, 8888_other -State Live
    $null = Set-LvbCallback "http://127.0.0.1:$(Get-FreePort)/" -EventType ScreenshotCreated -WarningAction SilentlyContinue

    function Add-Screenshot([int]$Count, [string]$Stream = '8888_cam') {
        Set-LvbEmulatorStream -Emulator $emulator -StreamId $Stream -Screenshot $Count
    }

    # A notification is recorded once it was posted, received or not.
    function Wait-Listed([int]$Count, [string]$Stream = '8888_cam') {
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while (@(Get-LvbScreenshot $Stream).Count -lt $Count -and $limit.Elapsed.TotalSeconds -lt 20) { Start-Sleep -Milliseconds 50 }
    }
}

AfterAll {
    Disconnect-Lvb
    $emulator | Stop-LvbEmulator
}

Describe 'Get-LvbScreenshot on API 3.0' {
    BeforeAll {
        Add-Screenshot 3
        Add-Screenshot 1 8888_other
        Wait-Listed 3
        Wait-Listed 1 8888_other
    }

    It 'lists those of a stream, repeatedly' {
        foreach ($time in 1, 2) {
            $shots = @(Get-LvbScreenshot 8888_cam)
            $shots | Should -HaveCount 3
            $shots[0] | Should -BeOfType 'TencentLvb.Screenshot'
            $shots.StreamId | Select-Object -Unique | Should -Be '8888_cam'
            "$($shots[0].PushDomain)/$($shots[0].AppName)" | Should -Be 'push.example.com/live'
            $shots[0].CreateTime | Should -BeOfType [System.DateTimeOffset]
            $shots[0].Url | Should -BeLike 'http*'
        }
    }

    It 'lists those of many streams, in the order of the input' {
        $shots = @('8888_other', '8888_nobody', '8888_cam' | Get-LvbScreenshot -ErrorVariable failed)
        $shots.StreamId | Should -Be '8888_other', '8888_cam', '8888_cam', '8888_cam'
        $failed | Should -BeNullOrEmpty
        @(Get-LvbScreenshot 8888_cam, 8888_other -First 2) | Should -HaveCount 2
    }

    It 'queries at most a day at once, and emits each once' {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator -Interface DescribeCallbackRecordsList).Count
        @(Get-LvbScreenshot 8888_cam -Last 3d) | Should -HaveCount 3
        $asked = @(Get-LvbEmulatorRequest -Emulator $emulator -Interface DescribeCallbackRecordsList | Select-Object -Skip $before)
        $asked.Count | Should -BeGreaterOrEqual 3
        foreach ($one in $asked) {
            $body = $one.Body | ConvertFrom-Json
            $body.EventType | Should -Be 200
            ([DateTimeOffset]$body.EndTime - [DateTimeOffset]$body.StartTime).TotalHours | Should -BeLessOrEqual 24
        }
    }

    It 'lists nothing for a range without screenshots' {
        Get-LvbScreenshot 8888_cam -StartTime ([DateTimeOffset]::Now.AddHours(-5)) -EndTime ([DateTimeOffset]::Now.AddHours(-2)) |
            Should -BeNullOrEmpty
    }

    It 'waits for more, and continues after the newest' {
        $seen = [System.Collections.Generic.List[string]]::new()
        Get-LvbScreenshot 8888_cam -Wait -PollInterval 50ms -First 5 -Timeout 20s | ForEach-Object {
            $seen.Add($_.Url)
            if ($seen.Count -eq 3) { Add-Screenshot 2 }
        }

        $seen | Should -HaveCount 5
        $seen | Select-Object -Unique | Should -HaveCount 5
    }

    It 'ends silently when -Timeout has passed' {
        @(Get-LvbScreenshot 8888_other -Wait -PollInterval 50ms -Timeout 300ms -ErrorVariable failed) | Should -HaveCount 1
        $failed | Should -BeNullOrEmpty
    }

    It 'is not available on the international site, and says what is' {
        $abroad = Start-LvbEmulator -Site International
        try {
            $account = Connect-Lvb -Emulator $abroad -Api V3 -PassThru
            foreach ($command in { Get-LvbScreenshot 8888_cam -Connection $account -ErrorAction Stop },
                { Get-LvbEventRecord 8888_cam -Connection $account -ErrorAction Stop }) {
                $failure = try { & $command } catch { $_ }
                $failure.FullyQualifiedErrorId | Should -BeLike 'LvbNotSupported,*'
                $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Receive-LvbEvent*'
            }

            Get-LvbEmulatorRequest -Emulator $abroad | Should -BeNullOrEmpty
        }
        finally {
            Stop-LvbEmulator -Emulator $abroad
            Connect-Lvb -Emulator $emulator -Api V3
        }
    }

    It 'emits screenshots that can be saved' {
        $files = @(Get-LvbScreenshot 8888_other | Save-LvbScreenshot -Path (Join-Path $TestDrive shots) -PassThru)
        $files | Should -HaveCount 1
        $files[0].Length | Should -BeGreaterThan 0
    }
}
