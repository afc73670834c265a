BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    Connect-Lvb -Emulator $emulator
    $live = '8888_news', '8888_sports', '8888_concert', '8888_studio'
}

AfterAll {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'Watch-LvbLiveStat' {
    It 'emits the live streams at every interval, and asks no sooner than the service renews its figures' {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator -Interface Get_LiveStat).Count
        $stats = @(Watch-LvbLiveStat -PassThru -Interval 1s -Duration 3s)
        $stats.StreamId | Should -Be ($live + $live + $live)
        $stats[0] | Should -BeOfType 'TencentLvb.LiveStat'
        @(Get-LvbEmulatorRequest -Emulator $emulator -Interface Get_LiveStat).Count - $before | Should -Be 1
    }

    It 'emits objects where the output is no terminal' {
        $lines = Invoke-NewShell @"
            Import-Module '$((Get-Module TencentLvb).Path)'
            Start-LvbEmulator -SampleData | Connect-Lvb
            Watch-LvbLiveStat -Duration 1s | ForEach-Object StreamId
            Watch-LvbLiveStat -Duration 1s
"@
        $lines | Should -Contain '8888_news'
        "$lines" | Should -Not -Match ([regex]::Escape("$([char]27)[?1049h"))
        "$lines" | Should -BeLike '*StreamId*Online*Fps*'
    }

    It 'emits what changes alone, with the time of the answer' {
        $begun = [DateTimeOffset]::Now
        $change = Start-Change $emulator {
            Start-Sleep 2
            Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_news -State NoInput
            Start-Sleep 5
            Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_news -State Live
            Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_late -State Live
        }
        $changes = @(Watch-LvbLiveStat -Change -Interval 1s -Duration 13s)
        Wait-Change $change
        $changes | ForEach-Object { "$_ $($_.Change)" } | Should -Be '8888_news Dropped', '8888_news Recovered', '8888_late Added'
        $changes[0] | Should -BeOfType 'TencentLvb.LiveStatChange'
        $changes[0].Change | Should -Be 'Dropped'
        $changes[0].Time | Should -BeGreaterThan $begun
        Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_late -State NoInput
    }

    It 'goes on after an error, and an outage is no drop' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Get_LiveStat -Kind Http500 -Count 50
        $change = Start-Change $emulator { Start-Sleep 4; Set-LvbEmulatorFault -Emulator $emulator -Clear }
        $changes = @(Watch-LvbLiveStat -Change -Interval 1s -Duration 12s -ErrorVariable problems -ErrorAction SilentlyContinue)
        Wait-Change $change
        $changes | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbHttp.500*'
    }

    It 'takes streams, and a bad one is one error' {
        $keep = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
        $stats = @('8888_news', 'a*', '8888_weather' | Watch-LvbLiveStat -PassThru -Duration 1s @keep)
        $stats.StreamId | Should -Be '8888_news'
        $problems | Should -HaveCount 1
        $problems[0].TargetObject | Should -Be 'a*'
    }

    It 'asks about nothing when an empty pipeline comes in' {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator).Count
        @() | Watch-LvbLiveStat -Duration 1s | Should -BeNullOrEmpty
        @(Get-LvbEmulatorRequest -Emulator $emulator).Count | Should -Be $before
    }

    It 'refuses what cannot be, before any request' {
        { Watch-LvbLiveStat -Interval 0s } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Watch-LvbLiveStat -Duration 0s } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'stops asking when the first object is enough' {
        (Measure-Command { Watch-LvbLiveStat -PassThru | Select-Object -First 1 }).TotalSeconds | Should -BeLessThan 5
    }
}

Describe 'Show-LvbChart' {
    BeforeAll { $points = Get-LvbLivePlayStatHistory 8888_news }

    It 'draws a history within its width and height' {
        $lines = @($points | Show-LvbChart -Width 72 -Height 10)
        $lines | Should -HaveCount 10
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 72 }
        $lines[0] | Should -BeLike 'Viewers of 8888_news, *'
        "$($lines[0..1])" | Should -Match 'now [\d,]+, peak [\d,]+ at \d\d:\d\d'
    }

    It 'draws the same from a CSV file, from JSON, and from a job' {
        $lines = @($points | Show-LvbChart -Width 100 -Ascii)
        $points | ConvertTo-Csv | ConvertFrom-Csv | Show-LvbChart -Width 100 -Ascii | Should -Be $lines
        $points | ConvertTo-Json | ConvertFrom-Json | Show-LvbChart -Width 100 -Ascii | Should -Be $lines
        [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($points)) |
            Show-LvbChart -Width 100 -Ascii | Should -Be $lines
    }

    It 'draws several streams with a legend, from figures over time too' {
        $lines = @('8888_news', '8888_sports' | Get-LvbLivePlayStatHistory | Show-LvbChart -Property BandwidthMbps)
        "$($lines[-2..-1])" | Should -BeLike '*8888_sports*8888_news*'
        @(Get-LvbLiveStat | Show-LvbChart -Property BitrateBps)[0] | Should -BeLike 'Bit rate (kbps) of 4 streams*'
    }

    It 'uses ASCII where the encoding of the output has nothing else' {
        $before = [Console]::OutputEncoding
        try {
            [Console]::OutputEncoding = [System.Text.Encoding]::ASCII
            -join ($points | Show-LvbChart) | Should -Not -Match '[^ -~]'
            -join ($points | Show-LvbChart -Ascii:$false) | Should -Match '[^ -~]'
        }
        finally { [Console]::OutputEncoding = $before }
    }
}

Describe 'Export-LvbReport' {
    It 'writes one file that needs nothing else' {
        $file = Export-LvbReport -Path $TestDrive/report -PassThru -Title 'A <b>night</b>'
        $file | Should -BeOfType 'System.IO.FileInfo'
        $file.Name | Should -Be 'report.html'
        $html = Get-Content -Raw $file.FullName
        $html | Should -BeLike '<!doctype html>*</html>*'
        $html | Should -BeLike "*default-src &#39;none&#39;*"
        $html | Should -Not -Match '<(link|img|iframe)\b'
        $html | Should -BeLike '*A &lt;b&gt;night&lt;/b&gt;*'
        $live + '8888_banned', '8888_chess' | ForEach-Object { $html | Should -BeLike "*$_*" }
        $addresses = (Get-LvbTapeFile 8888_news -StartTime (Get-Date).AddHours(-20)).Url -replace '&', '&amp;'
        $addresses | ForEach-Object { $html | Should -BeLike "*href=`"$_`"*" }
    }

    It 'is about the streams that are named, says what it lacks, and replaces what is there' {
        $path = "$TestDrive/named.html"
        'old' | Set-Content $path
        $keep = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
        '8888_news', '8888_never', 'a*' | Export-LvbReport -Path $path -Last 3h @keep | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $html = Get-Content -Raw $path
        $html | Should -BeLike '*8888_news*'
        $html | Should -BeLike '*8888_never was never pushed.*'
        $html | Should -Not -BeLike '*8888_sports*'
    }

    It 'names a part that cannot be read' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Get_LivePushStatHistory -Kind Http500 -Rate 1
        try { Export-LvbReport -Path $TestDrive/part.html -StreamId 8888_news -Last 1h }
        finally { Set-LvbEmulatorFault -Emulator $emulator -Clear }
        Get-Content -Raw $TestDrive/part.html | Should -BeLike '*The push of 8888_news could not be read in full. LvbHttp.500*'
    }

    It 'asks nothing and writes nothing when it must not, or cannot' {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator).Count
        Export-LvbReport -Path $TestDrive/whatif.html -WhatIf
        { Export-LvbReport -Path $TestDrive/none/here.html } | Should -Throw -ErrorId 'LvbSaveFailed*'
        { Export-LvbReport -Path $TestDrive } | Should -Throw -ErrorId 'LvbSaveFailed*'
        { Export-LvbReport -Path $TestDrive/x.html -StartTime 2026-01-02 -EndTime 2026-01-01 } |
            Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Export-LvbReport -Path $TestDrive/x.html -StartTime 2026-01-02 -Last 1h } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        @() | Export-LvbReport -Path $TestDrive/x.html
        Test-Path $TestDrive/whatif.html, $TestDrive/x.html | Should -Be $false, $false
        @(Get-LvbEmulatorRequest -Emulator $emulator).Count | Should -Be $before
    }

    It 'is loaded when it is needed, and not before' {
        $lines = Invoke-NewShell @"
            Import-Module '$((Get-Module TencentLvb).Path)'
            function Get-Loaded { [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -like 'TencentLvb*' -join ' ' }
            Start-LvbEmulator -SampleData | Connect-Lvb
            Get-LvbLivePlayStatHistory 8888_news | Show-LvbChart | Out-Null
            Watch-LvbLiveStat -PassThru -Duration 1s | Out-Null
            Get-Loaded
            Export-LvbReport -Path '$TestDrive/loaded.html' -Last 1h
            Get-Loaded
"@
        $lines | Should -Be 'TencentLvb.PowerShell TencentLvb.Emulator', 'TencentLvb.PowerShell TencentLvb.Emulator TencentLvb.Report'
    }
}

Describe 'Show-LvbDashboard' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
    BeforeAll {
        function Start-Dashboard([string]$Arguments) {
            $job = Start-Thread -ArgumentList (Get-LvbConnection), (Get-Module TencentLvb).Path, $Arguments -Script {
                param($connection, $module, $arguments)
                Import-Module $module
                & ([scriptblock]::Create("Show-LvbDashboard -Connection `$connection -NoBrowser $arguments"))
            }
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            while (-not $job.Output.Count -and $job.State -in 'NotStarted', 'Running' -and $clock.Elapsed.TotalSeconds -lt 30) {
                Start-Sleep -Milliseconds 50
            }
            $job
        }
    }

    It 'serves the page once by its address, then by the cookie, and ends in time' {
        $job = Start-Dashboard '-Duration 8s -Interval 1s'
        $address = [uri]$job.Output[0]
        $address.Host | Should -Be '127.0.0.1'
        $page = Invoke-WebRequest $address -SessionVariable session
        $page.Headers['Content-Security-Policy'] | Should -BeLike "default-src 'none'*"
        "$($page.Headers['Set-Cookie'])" | Should -BeLike "lvb-dashboard-$($address.Port)=*HttpOnly; SameSite=Strict"
        $again = Invoke-WebRequest $address -SkipHttpErrorCheck
        $again.StatusCode | Should -Be 403
        $again.Content | Should -BeLike '*used already*'
        $root = $address.GetLeftPart('Authority')
        (Invoke-WebRequest "$root/content" -SkipHttpErrorCheck).StatusCode | Should -Be 401
        Start-Sleep 3
        (Invoke-WebRequest "$root/content" -WebSession $session).Content | Should -BeLike '*8888_sports*Recordings*'
        $null = Wait-Job $job -Timeout 20
        $job.State | Should -Be 'Completed'
        { Invoke-WebRequest "$root/" -WebSession $session -TimeoutSec 2 } | Should -Throw
        $job | Remove-Job
    }

    It 'refuses other hosts, origins and methods' {
        $job = Start-Dashboard '-Duration 6s'
        $address = [uri]$job.Output[0]
        (Invoke-WebRequest $address -Headers @{ Host = 'evil.example.com' } -SkipHttpErrorCheck).StatusCode | Should -Be 403
        (Invoke-WebRequest $address -Headers @{ Origin = 'http://evil.example.com' } -SkipHttpErrorCheck).StatusCode | Should -Be 403
        (Invoke-WebRequest $address -Method Post -SkipHttpErrorCheck).StatusCode | Should -Be 405
        (Invoke-WebRequest $address -SkipHttpErrorCheck).StatusCode | Should -Be 200
        $job | Stop-Job -PassThru | Remove-Job
    }

    It 'says which port cannot be had' {
        $taken = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $taken.Start()
        try { { Show-LvbDashboard -NoBrowser -Port $taken.LocalEndpoint.Port } | Should -Throw -ErrorId 'LvbListenFailed*' }
        finally { $taken.Stop() }
    }

    It 'ends at once when it is stopped' {
        $job = Start-Dashboard '-Interval 60s'
        (Measure-Command { $job | Stop-Job -PassThru | Remove-Job }).TotalSeconds | Should -BeLessThan 2
    }
}
