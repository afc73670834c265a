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
    It 'emits the live streams at every interval, and queries no sooner than the service updates its figures' {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator -Interface Get_LiveStat).Count
        $stats = @(Watch-LvbLiveStat -PassThru -Interval 1s -Duration 3s)
        $stats.StreamId | Should -Be ($live + $live + $live)
        $stats[0] | Should -BeOfType 'TencentLvb.LiveStat'
        @(Get-LvbEmulatorRequest -Emulator $emulator -Interface Get_LiveStat).Count - $before | Should -Be 1
    }

    It 'emits objects when the output is not a terminal' {
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

    It 'emits only changes, with the time of the response' {
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

    It 'continues after an error, and an outage is not a drop' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Get_LiveStat -Kind Http500 -Count 50
        $change = Start-Change $emulator { Start-Sleep 4; Set-LvbEmulatorFault -Emulator $emulator -Clear }
        $changes = @(Watch-LvbLiveStat -Change -Interval 1s -Duration 12s -ErrorVariable problems -ErrorAction SilentlyContinue)
        Wait-Change $change
        $changes | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbHttp.500*'
    }

    It 'accepts streams, and a bad one is one error' {
        $keep = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
        $stats = @('8888_news', 'a*', '8888_weather' | Watch-LvbLiveStat -PassThru -Duration 1s @keep)
        $stats.StreamId | Should -Be '8888_news'
        $problems | Should -HaveCount 1
        $problems[0].TargetObject | Should -Be 'a*'
    }

    It 'sends no request for an empty pipeline' {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator).Count
        @() | Watch-LvbLiveStat -Duration 1s | Should -BeNullOrEmpty
        @(Get-LvbEmulatorRequest -Emulator $emulator).Count | Should -Be $before
    }

    It 'refuses invalid arguments before any request' {
        { Watch-LvbLiveStat -Interval 0s } | Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Watch-LvbLiveStat -Duration 0s } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'stops sending requests when the first object is enough' {
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

    It 'draws several streams with a legend, also from values over time' {
        $lines = @('8888_news', '8888_sports' | Get-LvbLivePlayStatHistory | Show-LvbChart -Property BandwidthMbps)
        "$($lines[-2..-1])" | Should -BeLike '*8888_sports*8888_news*'
        @(Get-LvbLiveStat | Show-LvbChart -Property BitrateBps)[0] | Should -BeLike 'Bit rate (kbps) of 4 streams*'
    }

    It 'uses ASCII when the encoding of the output has nothing else' {
        $before = [Console]::OutputEncoding
        try {
            [Console]::OutputEncoding = [System.Text.Encoding]::ASCII
            -join ($points | Show-LvbChart) | Should -Not -Match '[^ -~]'
            -join ($points | Show-LvbChart -Ascii:$false) | Should -Match '[^ -~]'
        }
        finally { [Console]::OutputEncoding = $before }
    }
}
