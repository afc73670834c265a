# Reports and dashboards, on both services. tests/Browser tests the pages in a browser.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    $live = '8888_news', '8888_sports', '8888_concert', '8888_studio'

    # The text of a section of a page.
    function Get-Section($Path, $Id) {
        $html = Get-Content -Raw -LiteralPath $Path
        $section = [regex]::Match($html, "(?s)<section aria-labelledby=`"$Id`">(.*?)</section>").Groups[1].Value
        ($section -replace '<[^>]*>', ' ' -replace '\s+', ' ').Trim()
    }
}

AfterAll {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'Export-LvbReport on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'writes one file that needs no other' {
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

    It 'covers the named streams, reports what it lacks, and replaces an existing file' {
        $path = "$TestDrive/named.html"
        'old' | Set-Content $path
        $keep = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
        '8888_news', '8888_never', 'a*' | Export-LvbReport -Path $path -Last 3h @keep | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $html = Get-Content -Raw $path
        $html | Should -BeLike '*8888_news*'
        $html | Should -BeLike $(if ($Api -eq 'V2') { '*8888_never was never pushed.*' } else { '*8888_never*The stream is not live.*' })
        $html | Should -Not -BeLike '*8888_sports*'
    }

    It 'names a part that cannot be read' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.PushHistory -Kind Http500 -Rate 1
        try { Export-LvbReport -Path $TestDrive/part.html -StreamId 8888_news -Last 1h }
        finally { Set-LvbEmulatorFault -Emulator $emulator -Clear }
        Get-Content -Raw $TestDrive/part.html | Should -BeLike '*The push figures of 8888_news could not be read in full. LvbHttp.500*'
    }

    It 'queries nothing and writes nothing when it must not, or cannot' {
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

    It 'shows which streams are known to be banned' {
        Export-LvbReport -Path $TestDrive/banned.html -StreamId 8888_news, 8888_banned -Last 2h
        $bans = Get-Section $TestDrive/banned.html bans
        $bans | Should -BeLike '*8888_banned Disabled*'
        $bans | Should -Not -BeLike '*8888_news*'
        Export-LvbReport -Path $TestDrive/allowed.html -StreamId 8888_news -Last 2h
        Get-Section $TestDrive/allowed.html bans | Should -Be 'Banned now No stream in this report is banned.'
    }
}

Describe 'Export-LvbReport' {
    It 'reports that <Service> does not list banned streams' -ForEach @(
        @{ Service = 'API 3.0 in China'; Site = 'China'; Lists = $false }
        @{ Service = 'API 3.0 of the international site'; Site = 'International'; Lists = $true }
    ) {
        $its = Start-LvbEmulator -SampleData -Site $Site
        try {
            Connect-Lvb -Emulator $its -Api V3
            Export-LvbReport -Path $TestDrive/site.html -Last 1h
        }
        finally { Stop-LvbEmulator -Emulator $its }
        $bans = Get-Section $TestDrive/site.html bans
        if ($Lists) { $bans | Should -BeLike '*8888_banned Disabled*' }
        else { $bans | Should -BeLike '*The service does not list banned streams.*specify them with -StreamId*' }
    }

    It 'is loaded only when needed' {
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

Describe 'Show-LvbDashboard on <Service>' -ForEach $services -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
    BeforeAll {
        Connect-Lvb -Emulator $emulator -Api $Api

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

    It 'serves the page once by its address, then by the cookie, and ends on time' {
        $job = Start-Dashboard '-Duration 8s -Interval 1s'
        $address = [uri]$job.Output[0]
        $address.Host | Should -Be '127.0.0.1'
        $page = Invoke-WebRequest $address -SessionVariable session
        $page.Headers['Content-Security-Policy'] | Should -BeLike "default-src 'none'*"
        "$($page.Headers['Set-Cookie'])" | Should -BeLike "lvb-dashboard-$($address.Port)=*HttpOnly; SameSite=Strict"
        $again = Invoke-WebRequest $address -SkipHttpErrorCheck
        $again.StatusCode | Should -Be 403
        $again.Content | Should -BeLike '*already been used*'
        $root = $address.GetLeftPart('Authority')
        (Invoke-WebRequest "$root/content" -SkipHttpErrorCheck).StatusCode | Should -Be 401
        Start-Sleep 3
        (Invoke-WebRequest "$root/content" -WebSession $session).Content | Should -BeLike '*8888_sports*Recordings*'
        $content = (Invoke-WebRequest "$root/content" -WebSession $session).Content
        $content | Should -BeLike $(if ($Api -eq 'V3') { '*The service does not list banned streams.*' } else { '*8888_banned*Disabled*' })
        # The current figures continue the history without a gap.
        $content -replace '(?s)^.*id="all"' -replace '(?s)</section>.*$' | Should -Not -Match 'class="gap"'
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

    It 'names a port that is in use' {
        $taken = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $taken.Start()
        try { { Show-LvbDashboard -NoBrowser -Port $taken.LocalEndpoint.Port } | Should -Throw -ErrorId 'LvbListenFailed*' }
        finally { $taken.Stop() }
    }

    It 'listens only on this machine, and ends with its runspace' {
        $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $null = $shell.AddScript({
                param($module, $connection)
                Import-Module $module
                Show-LvbDashboard -Connection $connection -NoBrowser
            }).AddArgument((Get-Module TencentLvb).Path).AddArgument((Get-LvbConnection))
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $null = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
        try {
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            while (-not $output.Count -and $clock.Elapsed.TotalSeconds -lt 30) { Start-Sleep -Milliseconds 50 }
            $port = ([uri]"$($output[0])").Port
            $properties = [System.Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties()
            $listeners = @($properties.GetActiveTcpListeners() | Where-Object Port -EQ $port)
            $listeners | ForEach-Object { "$($_.Address)" } | Should -Be '127.0.0.1'
        }
        finally { $runspace.Close() }
        { [System.Net.Sockets.TcpClient]::new('127.0.0.1', $port) } | Should -Throw
        $shell.Dispose()
    }

    It 'ends immediately when it is stopped' {
        $job = Start-Dashboard '-Interval 60s'
        (Measure-Command { $job | Stop-Job -PassThru | Remove-Job }).TotalSeconds | Should -BeLessThan 2
    }
}
