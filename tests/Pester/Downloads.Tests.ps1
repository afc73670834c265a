# Downloads of what either service lists.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    $since = [DateTimeOffset]::Now.AddDays(-3)

    function New-Folder { Join-Path $TestDrive (New-Guid) }
}

AfterAll {
    Disconnect-Lvb
    $emulator | Stop-LvbEmulator
}

Describe 'Save-LvbTapeFile with a list of <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'downloads each object of the pipeline under its own name' {
        $folder = New-Folder
        $listed = @(Get-LvbTapeFile 8888_news -StartTime $since)
        $files = @($listed | Save-LvbTapeFile -Path $folder -PassThru)
        $files.Count | Should -Be $listed.Count
        $files[0] | Should -BeOfType ([System.IO.FileInfo])
        $files[0].Name | Should -BeLike "8888_news_*_$($listed[0].FileId).mp4"
        Get-ChildItem -LiteralPath $folder -File | Should -HaveCount $listed.Count
    }

    It 'emits nothing without -PassThru' {
        @(Get-LvbTapeFile 8888_news -StartTime $since -First 1 | Save-LvbTapeFile -Path (New-Folder)) | Should -HaveCount 0
    }

    It 'skips existing files, and downloads them again with -Force' {
        $folder = New-Folder
        $one = Get-LvbTapeFile 8888_news -StartTime $since -First 1
        $file = $one | Save-LvbTapeFile -Path $folder -PassThru
        Set-Content -LiteralPath $file.FullName -Value mine -NoNewline
        ($one | Save-LvbTapeFile -Path $folder -PassThru).Length | Should -Be 4
        ($one | Save-LvbTapeFile -Path $folder -PassThru -Force).Length | Should -BeGreaterThan 4
    }

    It 'needs no connection and sends no part of the key' {
        $one = Get-LvbTapeFile 8888_news -StartTime $since -First 1
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator).Count
        Disconnect-Lvb
        try { $one | Save-LvbTapeFile -Path (New-Folder) -ErrorAction Stop }
        finally { Connect-Lvb -Emulator $emulator -Api $Api }
        @(Get-LvbEmulatorRequest -Emulator $emulator | Where-Object { $_.Query -match 'sign' }).Count | Should -BeLessOrEqual $before
    }

    It 'accepts objects that lost their type' {
        $one = Get-LvbTapeFile 8888_news -StartTime $since -First 1
        $plain = [pscustomobject]@{ Url = $one.Url; StreamId = $one.StreamId; StartTime = $one.StartTime.ToString('o')
            FileId = $one.FileId }
        ($plain | Save-LvbTapeFile -Path (New-Folder) -PassThru).Name | Should -BeLike "8888_news_*_$($one.FileId).mp4"
    }

    It 'gives a CSV row the file name of its object, in <_>' -ForEach 'en-GB', 'de-DE', 'th-TH', 'fa-IR', 'ar-SA', 'en-US' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $folder = New-Folder
            $one = Get-LvbTapeFile 8888_news -StartTime $since -First 1
            $direct = $one | Save-LvbTapeFile -Path $folder -PassThru
            $row = [pscustomobject]@{ Url = $one.Url; StreamId = $one.StreamId
                StartTime = $one.StartTime.ToString([cultureinfo]::CurrentCulture); FileId = $one.FileId }
            $iso = [pscustomobject]@{ Url = $one.Url; StreamId = $one.StreamId; StartTime = $one.StartTime.ToString('o')
                FileId = $one.FileId }
            $row, $iso | Save-LvbTapeFile -Path $folder -PassThru | ForEach-Object { $_.Name | Should -Be $direct.Name }
        }
        finally { [cultureinfo]::CurrentCulture = $before }
    }

    It 'emits the same as Get-Item' {
        $file = Get-LvbTapeFile 8888_news -StartTime $since -First 1 | Save-LvbTapeFile -Path (New-Folder) -PassThru
        $file.PSPath | Should -BeLike "*FileSystem::$($file.FullName)"
        $file.PSProvider.Name | Should -Be 'FileSystem'
    }

    It 'reports once that other objects are not recordings, with the intended pipeline' {
        Get-LvbChannel | Save-LvbTapeFile -Path (New-Folder) -ErrorAction SilentlyContinue -ErrorVariable problems `
            -WarningAction SilentlyContinue -WarningVariable warnings
        $problems | Should -HaveCount 1
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-LvbChannel | Get-LvbTapeFile*Save-LvbTapeFile*'
        $warnings | Should -HaveCount 1
    }

    It 'reports what is wrong with one object, and downloads the others' {
        $folder = New-Folder
        $one = Get-LvbTapeFile 8888_news -StartTime $since -First 1
        $gone = [pscustomobject]@{ Url = $one.Url -replace '/files/', '/files/none'; StreamId = '8888_gone'; FileId = '1' }
        $bad = [pscustomobject]@{ Url = 'ftp://example.com/a.mp4' }
        $files = @($gone, $bad, 'text', $null, $one |
            Save-LvbTapeFile -Path $folder -PassThru -ErrorAction SilentlyContinue -ErrorVariable problems)
        $files | Should -HaveCount 1
        $problems | Should -HaveCount 4
        @($problems | ForEach-Object { $_.FullyQualifiedErrorId -replace ',.*' } | Where-Object { $_ -eq 'LvbHttp.404' }) |
            Should -HaveCount 1
        @($problems | ForEach-Object { $_.FullyQualifiedErrorId -replace ',.*' } | Where-Object { $_ -eq 'LvbInvalidArgument' }) |
            Should -HaveCount 3
        @($problems | Where-Object { $_.TargetObject.StreamId -eq '8888_gone' }) | Should -HaveCount 1
    }

    It 'downloads nothing under -WhatIf' {
        $folder = New-Folder
        Get-LvbTapeFile 8888_news -StartTime $since -First 2 | Save-LvbTapeFile -Path $folder -WhatIf
        Test-Path -LiteralPath $folder | Should -BeFalse
    }

    It 'refuses a -Path that is a file' {
        $file = New-Folder
        $null = New-Item -Path $file -ItemType File
        { Get-LvbTapeFile 8888_news -StartTime $since -First 1 | Save-LvbTapeFile -Path $file } |
            Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'refuses a -Path that is invalid on every system' {
        { Get-LvbTapeFile 8888_news -StartTime $since -First 1 | Save-LvbTapeFile -Path "a`0b" } |
            Should -Throw -ErrorId 'LvbInvalidArgument*'
    }

    It 'downloads the others when an object cannot be read, and shows no password of an address' {
        $one = Get-LvbTapeFile 8888_news -StartTime $since -First 1 | Select-Object StreamId, Url, StartTime, FileId, FileFormat
        $broken = $one | Select-Object StreamId, Url, StartTime, FileId |
            Add-Member ScriptProperty FileFormat { throw 'boom' } -PassThru
        $secret = [pscustomobject]@{ StreamId = '8888_news'; Url = 'bob:hunter2@example.com/a.mp4' }
        $files = @($broken, $secret, $one |
            Save-LvbTapeFile -Path (New-Folder) -PassThru -ErrorAction SilentlyContinue -ErrorVariable problems)
        $files | Should -HaveCount 1
        $problems | Should -HaveCount 2
        $problems | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*' }
        "$($problems.Exception.Message)" | Should -Not -BeLike '*hunter2*'
    }

    It 'warns that only the playlist of an HLS recording is downloaded' {
        $list = [pscustomobject]@{ Url = 'http://127.0.0.1:1/a.m3u8'; StreamId = 'x' }
        $list | Save-LvbTapeFile -Path (New-Folder) -WhatIf -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
    }
}

Describe 'Save-LvbScreenshot' {
    BeforeAll { Connect-Lvb -Emulator $emulator }

    It 'downloads the screenshots of the queue' {
        Set-LvbEmulatorStream 8888_news -Screenshot 1
        $files = @(Get-LvbScreenshot | Save-LvbScreenshot -Path (New-Folder) -PassThru)
        $files.Count | Should -BeGreaterThan 0
        $files[0].Name | Should -Match '^8888_\w+_\d{8}-\d{6}_\d+x\d+\.jpg$'
    }

    It 'never confuses two screenshots of the same second' {
        Set-LvbEmulatorStream 8888_news -Screenshot 3
        $folder = New-Folder
        $files = @(Get-LvbScreenshot | ForEach-Object { $_ | Save-LvbScreenshot -Path $folder -PassThru })
        $files.Count | Should -BeGreaterOrEqual 3
        [System.Collections.Generic.HashSet[string]]::new([string[]]$files.Name).Count | Should -Be $files.Count
        $contents = $files | ForEach-Object { [System.IO.File]::ReadAllText($_.FullName) }
        [System.Collections.Generic.HashSet[string]]::new([string[]]$contents).Count | Should -Be $files.Count
    }

    It 'builds the address of a path with -BaseUri, and requires it otherwise' {
        $path = [pscustomobject]@{ Path = '/2026-01-01/a b.jpg'; StreamId = '8888_news' }
        $path | Save-LvbScreenshot -Path (New-Folder) -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        $path | Save-LvbScreenshot -Path (New-Folder) -BaseUri $emulator.Uri -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'LvbHttp.404*'
        $problem[0].Exception.Message | Should -Match '/2026-01-01/a%20b.jpg'
    }
}
