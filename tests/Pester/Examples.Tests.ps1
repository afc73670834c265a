# Every example runs here unchanged, against the emulator, on both services. Azure examples: ExamplesInAzure.Tests.ps1.
BeforeDiscovery {
    . $PSScriptRoot/Services.ps1
    $scripts = Get-ChildItem $PSScriptRoot/../../examples -Filter *.ps1 -Recurse | Where-Object Name -NE profile.ps1 |
        ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $key = ConvertTo-TestKey
    $account = $env:LVB_PROFILE_PATH
    $env:LVB_PROFILE_PATH = Join-Path $TestDrive profiles.json
    . $PSScriptRoot/Examples.ps1
}

AfterAll {
    $env:LVB_PROFILE_PATH = $account
}

Describe 'The examples' {
    Context 'Every example' {
        It 'has a header that says what it does and how to install it: <Name>' -ForEach $scripts {
            $tree = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref]$null, [ref]$null)
            if ($Name -eq 'Quickstart.ps1') { return }
            $help = $tree.GetHelpContent()
            $help.Synopsis | Should -Not -BeNullOrEmpty
            $help.Description | Should -BeLike '*To install:*1. *'
            foreach ($parameter in $tree.ParamBlock.Parameters) {
                $help.Parameters.Keys | Should -Contain $parameter.Name.VariablePath.UserPath.ToUpperInvariant()
            }
        }
    }
}

Describe 'The examples on <Service>' -ForEach $services {
    BeforeEach { $emulator = Start-ExampleAccount $Api }

    AfterEach { Stop-ExampleAccount }

    Context 'Invoke-BanSweep.ps1' {
        BeforeEach {
            $csv = Join-Path $TestDrive "$(New-Guid).csv"
            $report = "$csv.report"
            $tomorrow = [DateTimeOffset]::Now.AddDays(1).ToString('yyyy-MM-ddTHH:mm:sszzz', [cultureinfo]::InvariantCulture)
            Set-Content -LiteralPath $csv -Value 'StreamId,Until', '8888_news,', "8888_sports,$tomorrow", '8888_concert,2020-01-01T00:00'
        }

        It 'bans, suspends, and reports' {
            $run = Invoke-Example Invoke-BanSweep.ps1 @{ Path = $csv; ReportPath = $report }
            $run.ExitCode | Should -Be 0
            $run.Output.Action | Should -Be @('Ban', 'Suspend', 'None')
            $run.Output.Done | Should -Be @($true, $true, $true)
            (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Disabled'
            (Get-LvbChannelStatus 8888_sports).Status | Should -Not -Be 'Live'
            (Get-LvbChannelStatus 8888_concert).Status | Should -Be 'Live'
            Get-Content -LiteralPath $report -Raw | Should -BeLike '*8888_sports*Suspend*'
        }

        It 'continues after a bad row, and reports it' {
            Add-Content -LiteralPath $csv -Value '8888_studio,not a time'
            $run = Invoke-Example Invoke-BanSweep.ps1 @{ Path = $csv }
            $run.ExitCode | Should -Be 1
            $run.Output | Should -HaveCount 4
            $run.Output[3].Error | Should -Not -BeNullOrEmpty
            (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Disabled'
        }

        It 'refuses times that countries read differently, and reports times in ISO 8601' {
            Set-Content -LiteralPath $csv -Value 'StreamId,Until', '8888_news,03.11.2026', "8888_sports,$tomorrow"
            $run = Invoke-Example Invoke-BanSweep.ps1 @{ Path = $csv; ReportPath = $report }
            $run.ExitCode | Should -Be 1
            $run.Output[0].Error | Should -BeLike '*03.11.2026*'
            $run.Output[1].Done | Should -BeTrue
            (Import-Csv -LiteralPath $report)[1].Until | Should -BeLike '????-??-??T??:??:??*'
            (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Live'
        }

        It 'does nothing with -WhatIf' {
            $run = Invoke-Example Invoke-BanSweep.ps1 @{ Path = $csv; ReportPath = $report; WhatIf = $true }
            $run.ExitCode | Should -Be 0
            (Get-LvbChannelStatus 8888_news).Status | Should -Be 'Live'
            Test-Path -LiteralPath $report | Should -BeFalse
        }

        It 'does nothing without an account' {
            Disconnect-Lvb
            $run = Invoke-Example Invoke-BanSweep.ps1 @{ Path = $csv }
            $run.ExitCode | Should -Be 2
            "$($run.Warnings)" | Should -BeLike '*no connection*'
        }
    }

    Context 'Start-NightlyRecording.ps1' {
        It 'records, waits for the files, and saves them' {
            $folder = Join-Path $TestDrive tapes
            $run = Invoke-Example Start-NightlyRecording.ps1 @{ StreamId = '8888_news', '8888_sports'; Duration = '2s'; Path = $folder
                PollInterval = '100ms'; Grace = '60s' }
            "$($run.Warnings)" | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 0
            $run.Output | Should -HaveCount 2
            Get-ChildItem $folder -Filter *.mp4 | Should -HaveCount 2
        }

        It 'reports which stream was not recorded, and continues' {
            $folder = Join-Path $TestDrive some
            Set-LvbEmulatorFault -Emulator $emulator -Interface $wire.StartTape -Kind Http500 -Count 1
            $run = Invoke-Example Start-NightlyRecording.ps1 @{ StreamId = '8888_news', '8888_sports'; Duration = '2s'; Path = $folder
                PollInterval = '100ms'; Grace = '60s' }
            $run.ExitCode | Should -Be 1
            "$($run.Warnings)" | Should -BeLike '*is not recorded*'
            $run.Output | Should -HaveCount 1
        }
    }

    Context 'Save-ScreenshotFeed.ps1' {
        It 'saves each screenshot in the folder of its stream, with an index' {
            $folder = Join-Path $TestDrive shots
            $base = $emulator.Uri.GetLeftPart('Authority')
            $which = @{}
            if ($Api -eq 'V3') {
                # Screenshots are listed once they were posted, received or not, and are not removed by reading.
                $null = Set-LvbCallback "http://127.0.0.1:$(Get-FreePort)/" -EventType ScreenshotCreated -WarningAction SilentlyContinue
                $which.StreamId = '8888_news', '8888_sports'
                Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_news, 8888_sports -Screenshot 2
                $limit = [System.Diagnostics.Stopwatch]::StartNew()
                while (@(Get-LvbScreenshot @which).Count -lt 4 -and $limit.Elapsed.TotalSeconds -lt 20) { Start-Sleep -Milliseconds 100 }
            }
            $run = Invoke-Example Save-ScreenshotFeed.ps1 (@{ Path = $folder; BaseUri = $base } + $which)
            "$($run.Output.Error)".Trim() | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 0
            $run.Output.Count | Should -BeGreaterOrEqual 4
            foreach ($line in $run.Output) { Test-Path -LiteralPath $line.File | Should -BeTrue }
            Get-Content (Join-Path $folder index.csv) | Should -HaveCount ($run.Output.Count + 1)

            Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_news -Screenshot 1
            $again = Invoke-Example Save-ScreenshotFeed.ps1 (@{ Path = $folder; BaseUri = $base; For = '3s'; PollInterval = '50ms' } +
                $which)
            $again.Output | Should -HaveCount 1
            "$($again.Warnings)" | Should -BeNullOrEmpty
        }
    }

    Context 'Watch-Stream.ps1' {
        BeforeAll {
            $posted = [System.Collections.Generic.List[string]]::new()
            function Invoke-RestMethod {
                [CmdletBinding()] param($Uri, $Method, $ContentType, $Body, $TimeoutSec)
                $posted.Add($Body)
            }
        }

        BeforeEach { $posted.Clear() }

        It 'reports a stream that is not live at the start, and no other' {
            Set-LvbChannelStatus 8888_studio -Status Disabled
            $run = Invoke-Example Watch-Stream.ps1 @{ StreamId = '8888_studio', '8888_sports'; AlertUri = 'http://127.0.0.1/hook'
                For = '1s' }
            $run.ExitCode | Should -Be 0
            "$($run.Output.StreamId): $($run.Output.Change)" | Should -Be '8888_studio: Not live'
            $posted | Should -Be '{"text":"Stream 8888_studio: Not live"}'
        }

        # The figures of API 3.0 are queried once a minute.
        if ($Api -eq 'V2') {
            It 'reports a drop and the return once each' {
                $change = Start-Change $emulator {
                    Start-Sleep -Seconds 2
                    Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_news -State NoInput
                    Start-Sleep -Seconds 5
                    Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_news -State Live
                }
                $watch = @{ StreamId = '8888_news', '8888_sports'; AlertUri = 'http://127.0.0.1/hook'; Interval = '1s'; For = '14s' }
                $run = Invoke-Example Watch-Stream.ps1 $watch
                Wait-Change $change
                $run.ExitCode | Should -Be 0
                @($run.Output | Where-Object StreamId -EQ 8888_news).Change | Should -Be @('Dropped', 'Recovered')
                $run.Output | Where-Object StreamId -EQ 8888_sports | Should -BeNullOrEmpty
                $posted | Should -HaveCount 2
                $posted[0] | Should -Be '{"text":"Stream 8888_news: Dropped"}'
            }
        }

        It 'ends when the account cannot be used' {
            Disconnect-Lvb
            (Invoke-Example Watch-Stream.ps1 @{ StreamId = '8888_news' }).ExitCode | Should -Be 2
        }
    }
}
