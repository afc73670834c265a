# The queue of screenshots, which loses nothing.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    function Get-Shot { @(Get-LvbEmulatorRequest -Emulator $emulator | Where-Object { $_.Interface -eq 'Live_Queue_Get' }) }
}

Describe 'Get-LvbScreenshot' {
    BeforeEach {
        $emulator = Start-LvbEmulator
        $emulator | Connect-Lvb
        function Add-Screenshot([int]$Count) { Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_cam -State Live -Screenshot $Count }
    }

    AfterEach {
        Disconnect-Lvb
        $emulator | Stop-LvbEmulator
    }

    It 'emits everything in the queue' {
        Add-Screenshot 3
        $screenshots = @(Get-LvbScreenshot)
        $screenshots.Count | Should -Be 3
        $screenshots[0].StreamId | Should -Be '8888_cam'
        $screenshots[0].CreateTime | Should -BeOfType [System.DateTimeOffset]
        $screenshots[0].Path | Should -BeLike '/*/8888_cam-screenshot-*.jpg'
        @($screenshots.Path | Where-Object { $_ -eq $screenshots[0].Path }).Count | Should -Be 1
        Get-LvbScreenshot | Should -BeNullOrEmpty
    }

    It 'reads more than one batch' {
        Add-Screenshot 130
        @(Get-LvbScreenshot).Count | Should -Be 130
        (Get-Shot)[0].Query | Should -BeLike '*&Param.n.bid=100&Param.n.count=100&*'
    }

    It 'reads no more than -First' {
        Add-Screenshot 5
        @(Get-LvbScreenshot -First 2).Count | Should -Be 2
        (Get-Shot).Count | Should -Be 1
        (Get-Shot)[0].Query | Should -BeLike '*&Param.n.count=2&*'
        @(Get-LvbScreenshot).Count | Should -Be 3
    }

    It 'keeps what a downstream error left, including the current one' {
        Add-Screenshot 4
        $seen = [System.Collections.Generic.List[string]]::new()
        try {
            Get-LvbScreenshot | ForEach-Object { if ($seen.Count -eq 1) { throw 'enough' }; $seen.Add($_.Path) }
        } catch { "$_" | Should -Be 'enough' }
        $rest = @(Get-LvbScreenshot)
        $rest.Count | Should -Be 3
        $rest.Path | Should -Not -Contain $seen[0]
    }

    It 'keeps what follows a break' {
        Add-Screenshot 4
        $seen = [System.Collections.Generic.List[string]]::new()
        do { Get-LvbScreenshot | ForEach-Object { $seen.Add($_.Path); break } } until ($true)
        $rest = @(Get-LvbScreenshot)
        $rest.Count | Should -Be 3
        $rest.Path | Should -Not -Contain $seen[0]
    }

    It 'keeps what Select-Object -First leaves' {
        Add-Screenshot 4
        $first = Get-LvbScreenshot | Select-Object -First 1
        $rest = @(Get-LvbScreenshot)
        $rest.Count | Should -Be 3
        $rest.Path | Should -Not -Contain $first.Path
    }

    It 'emits what is left before it queries again, in order' {
        Add-Screenshot 4
        $first = Get-LvbScreenshot | Select-Object -First 1
        $before = (Get-Shot).Count
        $left = @(Get-LvbScreenshot -First 2)
        $left.Count | Should -Be 2
        (Get-Shot).Count | Should -Be $before
        Get-LvbScreenshot -First 1 | Out-Null
        (Get-Shot).Count | Should -Be $before
    }

    It 'keeps them for their connection' {
        Add-Screenshot 2
        $other = Connect-Lvb -Emulator $emulator -PassThru
        $null = Get-LvbScreenshot -Connection $other | Select-Object -First 1
        $emulator | Connect-Lvb -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*still contains 1 screenshot that was*'
        Get-LvbScreenshot | Should -BeNullOrEmpty
        @(Get-LvbScreenshot -Connection $other).Count | Should -Be 1
    }

    It 'waits for the number of -First' {
        Add-Screenshot 1
        $seen = 0
        Get-LvbScreenshot -Wait -PollInterval 10ms -First 3 | ForEach-Object { if (++$seen -eq 1) { Add-Screenshot 2 } }
        $seen | Should -Be 3
    }

    It 'ends without an error when -Timeout has passed' {
        Add-Screenshot 2
        @(Get-LvbScreenshot -Wait -PollInterval 10ms -Timeout 200ms).Count | Should -Be 2
        (Get-Shot).Count | Should -BeGreaterThan 1
    }

    It 'reports how many may be lost with a response, and sends one request' {
        Add-Screenshot 3
        Set-LvbEmulatorFault -Emulator $emulator -Interface Live_Queue_Get -Kind HalfAnswer -Count 1
        $failed = try { Get-LvbScreenshot -First 7 -ErrorAction Stop } catch { $_ }
        $failed.FullyQualifiedErrorId | Should -BeLike 'LvbAmbiguousOutcome*'
        "$failed" | Should -BeLike '*up to 7 screenshots might have been removed*lost*'
        (Get-Shot).Count | Should -Be 1
        Get-LvbScreenshot -WarningVariable warned | Should -BeNullOrEmpty
        $warned | Should -BeNullOrEmpty
    }

    It 'continues waiting after a transient failure' {
        Add-Screenshot 1
        Set-LvbEmulatorFault -Emulator $emulator -Interface Live_Queue_Get -Kind Http500 -Count 1
        @(Get-LvbScreenshot -Wait -PollInterval 10ms -First 1 -ErrorAction SilentlyContinue -ErrorVariable failed).Count | Should -Be 1
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbAmbiguousOutcome*'
        $failed[0].Exception.StatusCode | Should -Be 500
    }

    It 'stops waiting after a permanent failure' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Live_Queue_Get -Kind NotActivated
        $failed = try { Get-LvbScreenshot -Wait -PollInterval 10ms -ErrorAction Stop } catch { $_ }
        $failed.FullyQualifiedErrorId | Should -BeLike 'LvbNotActivated*'
    }

    It 'reads nothing under -WhatIf' {
        Add-Screenshot 2
        Get-LvbScreenshot -WhatIf | Should -BeNullOrEmpty
        (Get-Shot).Count | Should -Be 0
        @(Get-LvbScreenshot).Count | Should -Be 2
    }

    It 'refuses to buffer what a stop would lose' {
        Add-Screenshot 2
        $failed = try { Get-LvbScreenshot -OutBuffer 5 } catch { $_ }
        $failed.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        (Get-Shot).Count | Should -Be 0
        @(Get-LvbScreenshot -OutBuffer 0).Count | Should -Be 2
    }

    It 'refuses a poll interval of zero' {
        $failed = try { Get-LvbScreenshot -Wait -PollInterval 0s } catch { $_ }
        $failed.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
    }

    It 'emits the screenshots of a stopped call first at the next call: <Next>' -ForEach @(
        @{ Next = 'one that takes what is there'; Arguments = @{} }
        @{ Next = 'one that waits for more'; Arguments = @{ Wait = $true; PollInterval = '100ms'; First = 3; Timeout = '20s' } }
    ) {
        Add-Screenshot 3
        Set-LvbEmulatorFault -Emulator $emulator -Interface Live_Queue_Get -Kind Delay -Time 1s -Count 1
        $connection = Get-LvbConnection
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule((Get-Module TencentLvb).Path)
        $shell = [powershell]::Create($state)
        $shell.AddCommand('Get-LvbScreenshot').AddParameter('Connection', $connection) | Out-Null
        $running = $shell.BeginInvoke()
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while ((Get-Shot).Count -eq 0 -and $limit.Elapsed.TotalSeconds -lt 20) { Start-Sleep -Milliseconds 10 }
        (Get-Shot).Count | Should -Be 1
        $shell.Stop()
        "$($shell.InvocationStateInfo.State)" | Should -Be 'Stopped'
        $shell.Dispose()
        @(Get-LvbScreenshot @Arguments).Count | Should -Be 3
    }
}
