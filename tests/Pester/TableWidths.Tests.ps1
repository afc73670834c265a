# Tables in terminals of common widths: PowerShell gives the last column that starts on the screen the remaining width.
BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    $emulator | Connect-Lvb
}

AfterAll {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'A table <Width> columns wide' -ForEach @(@{ Width = 80 }, @{ Width = 100 }, @{ Width = 120 }, @{ Width = 160 }) {
    It 'has no column that is too narrow for its heading: <Command>' -ForEach @(
        @{ Command = 'Get-LvbLiveStat' }
        @{ Command = 'Get-LvbLivePushStat' }
        @{ Command = 'Get-LvbLivePlayStat' }
        @{ Command = 'Get-LvbLivePushStatHistory 8888_news -Last 10m' }
        @{ Command = 'Get-LvbLivePlayStatHistory 8888_news -Last 6h -Interval 1h' }
        @{ Command = 'Get-LvbLivePlayStatHistory 8888_news -Last 6h -Summary' }
        @{ Command = 'Get-LvbChannel' }
        @{ Command = 'Get-LvbChannelStatus 8888_news' }
        @{ Command = 'Get-LvbTapeFile 8888_news -Last 1d' }
        @{ Command = 'Suspend-LvbChannel 8888_studio -Duration 1h -PassThru' }
        @{ Command = 'Start-LvbTape 8888_news -Duration 10m' }
        @{ Command = 'Get-LvbConnection' }
    ) {
        $rows = @(& ([scriptblock]::Create($Command)))
        $text = @($rows | Format-Table | Out-String -Width $Width -Stream | Where-Object { $_ })

        # A heading that is cut continues in the next line, in place of the dashes.
        $text[1] | Should -Match '^\s*-[- ]*$'
    }

    It 'keeps a row of figures on one line: <Command>' -ForEach @(
        @{ Command = 'Get-LvbLiveStat' }
        @{ Command = 'Get-LvbLivePlayStatHistory 8888_news -Last 6h -Interval 1h' }
        @{ Command = 'Get-LvbLivePlayStatHistory 8888_news -Last 6h -Summary' }
    ) {
        $rows = @(& ([scriptblock]::Create($Command)))
        @($rows | Format-Table | Out-String -Width $Width -Stream | Where-Object { $_ }) | Should -HaveCount ($rows.Count + 2)
    }
}

Describe 'A connection' {
    It 'is shown with its whole address in 80 columns: <_>' -ForEach 'V2', 'V3' {
        $connection = $emulator | Connect-Lvb -Api $_ -PassThru
        $lines = @($connection | Out-String -Width 80 -Stream | ForEach-Object { $_.Trim() })
        $lines | Should -Contain "Endpoint : $($connection.Endpoint)"
        $lines | Should -Contain $(if ($_ -eq 'V2') { "AppId    : $($connection.AppId)" } else { "SecretId : $($connection.SecretId)" })
        @($lines | Where-Object { $_ }) | Should -HaveCount 3
    }
}
