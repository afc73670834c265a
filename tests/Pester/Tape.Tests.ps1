BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    Connect-Lvb -Emulator $emulator
    $midnight = [DateTimeOffset]::new([DateTimeOffset]::UtcNow.ToOffset([timespan]::FromHours(8)).Date, [timespan]::FromHours(8))

    function Get-Asked([scriptblock]$Script) {
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator -Interface Live_Tape_GetFilelist).Count
        $null = & $Script
        $all = @(Get-LvbEmulatorRequest -Emulator $emulator -Interface Live_Tape_GetFilelist)
        for ($i = $before; $i -lt $all.Count; $i++) { [System.Net.WebUtility]::UrlDecode($all[$i].Query) }
    }
}

AfterAll {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'Get-LvbTapeFile' {
    It 'lists the files of a stream' {
        $files = @(Get-LvbTapeFile 8888_news)
        $files | Should -HaveCount 13
        $file = $files[0]
        $file | Should -BeOfType 'TencentLvb.TapeFile'
        $file.StreamId | Should -Be '8888_news'
        $file.FileId | Should -Match '^\d{10,20}$'
        $file.Vid | Should -BeLike '*_*'
        $file.Url | Should -BeLike 'http://*.mp4'
        $file.FileFormat | Should -Be 'mp4'
        $file.FileSize | Should -BeOfType 'long'
        $file.StartTime | Should -Be $midnight.AddDays(-3).AddHours(10)
        $file.EndTime | Should -Be $midnight.AddDays(-3).AddHours(10.5)
        $file.Duration | Should -Be ([timespan]'00:30:00')
        $file.TaskId | Should -BeNullOrEmpty
    }

    It 'leaves the range to the service when no time is given' {
        $asked = @(Get-Asked { Get-LvbTapeFile 8888_news })
        $asked | Should -HaveCount 1
        $asked[0] | Should -Not -BeLike '*_time*'
        $asked[0] | Should -BeLike '*Param.n.page_size=100*'
    }

    It 'asks day by day in China, whatever the range' {
        $asked = @(Get-Asked { Get-LvbTapeFile 8888_news -StartTime $midnight.AddDays(-3).AddHours(9) -EndTime $midnight.AddSeconds(-1) |
            Should -HaveCount 12 })
        $asked | Should -HaveCount 3
        foreach ($query in $asked) {
            $query -match 'Param.s.start_time=(\S+) (\S+?)&' | Should -BeTrue
            $day = $Matches[1]
            $query | Should -BeLike "*Param.s.end_time=$day 23:59:59*"
        }
    }

    It 'turns days and rows' {
        $start = $midnight.AddDays(-3)
        $forward = @(Get-LvbTapeFile 8888_news -StartTime $start).FileId
        $forward | Should -HaveCount 13
        $backward = @(Get-LvbTapeFile 8888_news -StartTime $start -Descending).FileId
        [array]::Reverse($backward)
        $backward | Should -Be $forward
    }

    It 'tells a recording that the range cuts, and each once' {
        $range = @{ StartTime = $midnight.AddDays(-2).AddHours(10.25); EndTime = $midnight.AddDays(-1).AddHours(10.25) }
        $files = @(Get-LvbTapeFile 8888_news @range)
        $files | Should -HaveCount 5
        $files.FileId | Sort-Object -Unique | Should -HaveCount 5
    }

    It 'reads page by page over all days, and no page too many' {
        $start = $midnight.AddDays(-3)
        $end = $midnight.AddSeconds(-1)
        @(Get-Asked { Get-LvbTapeFile 8888_news -StartTime $start -EndTime $end -PageSize 2 | Should -HaveCount 12 }) | Should -HaveCount 6
        @(Get-Asked { Get-LvbTapeFile 8888_news -StartTime $start -EndTime $end -PageSize 2 -First 3 | Should -HaveCount 3 }) |
            Should -HaveCount 2
        @(Get-Asked { Get-LvbTapeFile 8888_news -StartTime $start -EndTime $end -PageSize 4 -First 2 -Skip 3 | Should -HaveCount 2 }) |
            Should -HaveCount 2
        @(Get-Asked { Get-LvbTapeFile 8888_news -StartTime $start -EndTime $end -PageSize 2 | Select-Object -First 1 }) |
            Should -HaveCount 1
        @(Get-Asked { Get-LvbTapeFile 8888_news -PageSize 3 -Skip 9 | Should -HaveCount 4 }) | Should -HaveCount 2
    }

    It 'stops at once under Select-Object' {
        @(Get-Asked { Get-LvbTapeFile 8888_news -PageSize 2 | Select-Object -First 2 }) | Should -HaveCount 1
    }

    It 'tells the total: exact for one stream and one day, else unknown' {
        $one = @(Get-LvbTapeFile 8888_news -PageSize 1 -First 1 -IncludeTotalCount)
        [uint64]$one[0] | Should -Be 13
        $one[0].Accuracy | Should -Be 1.0
        $day = @(Get-LvbTapeFile 8888_news -First 0 -IncludeTotalCount -StartTime $midnight.AddDays(-1) -EndTime $midnight.AddSeconds(-1))
        [uint64]$day[0] | Should -Be 4
        $days = @(Get-LvbTapeFile 8888_news -First 0 -IncludeTotalCount -StartTime $midnight.AddDays(-2) -EndTime $midnight)
        $days[0].Accuracy | Should -Be 0.0
        $streams = @('8888_news', '8888_sports' | Get-LvbTapeFile -First 1 -IncludeTotalCount)
        $streams[0].Accuracy | Should -Be 0.0
        $streams | Should -HaveCount 2
    }

    It 'takes channels, and keeps their order' {
        $files = @(Get-LvbChannel -First 2 | Get-LvbTapeFile)
        $files[0].StreamId | Should -Be '8888_news'
        $files[-1].StreamId | Should -Be '8888_sports'
        $files[-1].FileFormat | Should -Not -BeNullOrEmpty
    }

    It 'has nothing for a stream without recordings' {
        Get-LvbTapeFile 8888_weather | Should -BeNullOrEmpty
    }

    It 'refuses times that make no sense: <Case>' -ForEach @(
        @{ Case = 'order'; Times = @{ StartTime = '2026-01-02'; EndTime = '2026-01-01' } }
        @{ Case = 'future'; Times = @{ StartTime = '2199-01-01' } }
        @{ Case = 'no start'; Times = @{ EndTime = '2026-01-01' } }
    ) {
        @(Get-Asked { { Get-LvbTapeFile 8888_news @Times } | Should -Throw -ErrorId 'LvbInvalidArgument*' }) | Should -HaveCount 0
    }

    It 'makes the address from the vid where the answer has none' {
        $other = Start-LvbEmulator -SampleData -Shape FileUrlEmpty
        try {
            $file = @(Get-LvbTapeFile 8888_news -Connection (Connect-Lvb -Emulator $other -PassThru))[0]
            $file.Url | Should -Be "http://$($file.Vid.Split('_')[0]).vod.myqcloud.com/$($file.Vid).f0.flv"
        }
        finally {
            Stop-LvbEmulator -Emulator $other
            Connect-Lvb -Emulator $emulator
        }
    }

    It 'reads rows with the documented fields alone' {
        $other = Start-LvbEmulator -SampleData -Shape FileRowDocumented
        try {
            $files = @(Get-LvbTapeFile 8888_news -Connection (Connect-Lvb -Emulator $other -PassThru))
            $files | Should -HaveCount 13
            $files[0].FileSize | Should -BeNullOrEmpty
            $files[0].Duration | Should -Be ([timespan]'00:30:00')
        }
        finally {
            Stop-LvbEmulator -Emulator $other
            Connect-Lvb -Emulator $emulator
        }
    }

    It 'gives one error for one stream that fails, and goes on' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface Live_Tape_GetFilelist -Kind Garbage -Count 1
        $files = '8888_news', '8888_sports' | Get-LvbTapeFile -ThrottleLimit 1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $files[0].StreamId | Should -Be '8888_sports'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbBadReply*'
        $problems[0].TargetObject | Should -Be '8888_news'
    }
}
