# Invalid stream IDs are refused one by one and before any request, and an ID similar to a known one causes a warning.

BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    # What a cmdlet needs in addition to its streams; '-' for those whose -StreamId is a filter with wildcards.
    $needs = @{
        'New-LvbPushUrl'       = @{ Domain = 'push.example.com'; PushKey = ConvertTo-TestKey; AppName = 'live' }
        'New-LvbPlayUrl'       = @{ Domain = 'play.example.com' }
        'Set-LvbChannelStatus' = @{ Status = 'Enabled' }
        'Suspend-LvbChannel'   = @{ Duration = '1h' }
        'Set-LvbChannelDelay'  = @{ Delay = '0s' }
        'Start-LvbTape'        = @{ Duration = '10m' }
        'Stop-LvbTape'         = @{ TaskId = '123' }
        'Wait-LvbChannel'      = @{ Timeout = '0s' }
        'Wait-LvbTapeFile'     = @{ Timeout = '0s' }
        'New-LvbMixInput'      = @{ Layer = 1 }
        'Export-LvbReport'     = @{ Path = 'never.html' }
        'Send-LvbEvent'        = @{ Uri = 'http://127.0.0.1:1/'; EventType = 'StreamStarted'; Key = ConvertTo-TestKey }
        'Receive-LvbEvent'     = '-'
    }
    $cmdlets = foreach ($command in Get-Command -Module TencentLvb |
        Where-Object { $_.Parameters.ContainsKey('StreamId') -and $needs[$_.Name] -ne '-' }) {
        @{ Name = $command.Name; Arguments = if ($needs[$command.Name]) { $needs[$command.Name] } else { @{} } }
    }

    $wrong = @(
        @{ Kind = 'a wildcard'; Id = '8888_*'; Hint = "*Where-Object StreamId -like '8888_``**" }
        @{ Kind = 'a question mark'; Id = '8888_new?'; Hint = '*Where-Object StreamId -like*' }
        @{ Kind = 'brackets'; Id = '8888_[ab]'; Hint = '*Where-Object StreamId -like*' }
        @{ Kind = 'two IDs in one string'; Id = '8888_news,8888_sports'; Hint = "*'8888_news,8888_sports' -split ','*" }
        @{ Kind = 'a leading space'; Id = ' 8888_news'; Hint = '*Trim*' }
        @{ Kind = 'a trailing space'; Id = '8888_news '; Hint = '*Trim*' }
        @{ Kind = 'a trailing no-break space'; Id = "8888_news$([char]0xa0)"; Hint = '*Trim*' }
        @{ Kind = 'a carriage return'; Id = "8888_news`r"; Hint = '*-split*' }
        @{ Kind = 'a line feed'; Id = "8888_`nnews"; Hint = '*-split*' }
        @{ Kind = 'an escape'; Id = "8888_$([char]27)[31m"; Hint = '*Remove*' }
        @{ Kind = 'a reversed text direction'; Id = "8888_$([char]0x202e)x"; Hint = '*Remove*' }
        @{ Kind = 'a zero width space'; Id = "$([char]0x200b)8888_news"; Hint = '*Remove*' }
        @{ Kind = 'a byte order mark'; Id = "$([char]0xfeff)8888_news"; Hint = '*Remove*' }
        @{ Kind = 'an unpaired surrogate'; Id = "8888_$([char]0xd83d)"; Hint = '*Remove*' }
        @{ Kind = 'a tag character'; Id = '8888_' + [char]::ConvertFromUtf32(0xe0041); Hint = '*Remove*' }
        @{ Kind = 'only spaces'; Id = '  '; Hint = '*8888_news*' }
    )
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    Connect-Lvb -Emulator $emulator
}

AfterAll { $emulator | Stop-LvbEmulator }

Describe 'An invalid stream ID' {
    It 'causes a separate error from <Name>' -ForEach $cmdlets {
        $ids = '8888_*', '8888_news,8888_sports', "8888_news`r", ' 8888_news', "8888_$([char]0x202e)x", ''
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator).Count
        $null = $ids | & $Name @Arguments -ErrorVariable failures -ErrorAction SilentlyContinue
        @(Get-LvbEmulatorRequest -Emulator $emulator).Count | Should -Be $before
        $failures | Should -HaveCount $ids.Count
        foreach ($i in 0..($ids.Count - 1)) {
            $failures[$i].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
            $failures[$i].TargetObject | Should -BeExactly $ids[$i]
        }
    }

    It 'causes an error that shows what was meant: <Kind>' -ForEach $wrong {
        $status = $Id, '8888_news' | Get-LvbChannelStatus -ErrorVariable failures -ErrorAction SilentlyContinue
        $status.StreamId | Should -Be '8888_news'
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument,*'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike $Hint
        "$($failures[0])" | Should -Not -Match "[`r`n$([char]27)$([char]0x202e)]"
    }

    It 'is not confused with a valid one: <_>' -ForEach '8888_a+b', "8888_$([char]0x76F4)$([char]0x64AD)", '8888_a%2Bb', '8888_a/b',
        '8888_a&b', '3891_@v_tls#3p', 'a b', 'a.b~c' {
        (New-LvbPlayUrl $_ -Domain play.example.com -Protocol Rtmp -ErrorAction SilentlyContinue -ErrorVariable failures).StreamId |
            Should -Be $(if ($_ -eq 'a b') { $null } else { $_ })
        Set-LvbEmulatorStream $_ -State Live -Emulator $emulator
        (Get-LvbChannelStatus $_).StreamId | Should -BeExactly $_
    }

    It 'is refused as the output of a mix too' {
        { Start-LvbStreamMix show '8888_*' -NewStream -InputStream (New-LvbMixInput 8888_news -Layer 1) } |
            Should -Throw -ErrorId 'LvbInvalidArgument*'
        { Stop-LvbStreamMix show '8888_a,8888_b' -ErrorAction Stop } | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }
}

Describe 'A change to an unknown stream' {
    BeforeEach {
        Connect-Lvb -Emulator $emulator
        $null = Get-LvbLiveStat
    }

    It 'warns with the similar ID: <_>' -ForEach '8888_nwes', '8888_new', '8888_newss', '8888_mews', '8888_NEWS', '88888_news' {
        $id = $_
        $warnings = @(Suspend-LvbChannel $id -Duration 1h 3>&1)
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "*'$id'*Did you mean '8888_news'?*"
        # Only once, because the user has made a decision.
        @(Suspend-LvbChannel $id -Duration 1h 3>&1) | Should -HaveCount 0
    }

    It 'causes a warning from <Name>' -ForEach @(
        @{ Name = 'Set-LvbChannelStatus'; Arguments = @{ Status = 'Enabled' } }
        @{ Name = 'Resume-LvbChannel'; Arguments = @{} }
        @{ Name = 'Set-LvbChannelDelay'; Arguments = @{ Delay = '0s' } }
        @{ Name = 'Start-LvbTape'; Arguments = @{ Duration = '10m' } }
    ) {
        @(& $Name 8888_nwes @Arguments 3>&1 | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }) | Should -HaveCount 1
    }

    It 'causes a warning before it is made' {
        @(Suspend-LvbChannel 8888_nwes -Duration 1h -WhatIf 3>&1) | Should -HaveCount 1
        @(Suspend-LvbChannel 8888_nwes -Duration 1h 3>&1) | Should -HaveCount 1
    }

    It 'causes no warning when it was listed, is not similar, or nothing was listed' {
        @(Suspend-LvbChannel 8888_news -Duration 1h 3>&1) | Should -HaveCount 0
        @(Suspend-LvbChannel 8888_brandnew -Duration 1h 3>&1) | Should -HaveCount 0
        @(Suspend-LvbChannel 8888_nwess -Duration 1h 3>&1) | Should -HaveCount 0
        Connect-Lvb -Emulator $emulator
        @(Suspend-LvbChannel 8888_nwes -Duration 1h 3>&1) | Should -HaveCount 0
    }

    It 'causes a warning based on the streams of its own connection' {
        $other = Connect-Lvb -Emulator $emulator -PassThru
        @(Suspend-LvbChannel 8888_nwes -Duration 1h -Connection $other 3>&1) | Should -HaveCount 0
    }
}
