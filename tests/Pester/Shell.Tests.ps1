# The first command of the README: it starts the PowerShell of this repository with the staged module, and adds nothing else.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $root = (Resolve-Path $PSScriptRoot/../..).Path
    $project = Join-Path $root tools/Shell

    function Invoke-Shell([string[]]$ArgumentList, [string]$InputText = '') {
        $output = $InputText | dotnet run --no-build --project $project -- @ArgumentList
        [pscustomobject]@{ ExitCode = $LASTEXITCODE; Output = @($output) }
    }

    function New-Script([string]$Text) {
        $path = Join-Path $TestDrive "$(New-Guid).ps1"
        Set-Content -LiteralPath $path -Value $Text
        $path
    }
}

Describe 'dotnet run --project tools/Shell' {
    It 'passes on parameters, switches and the exit code, and does not use an installed pwsh' {
        $script = New-Script ('param([string]$Name, [switch]$Force, [switch]$On, $Rest) ' +
            '"$Name|$Force|$On|$Rest|$($PSVersionTable.PSVersion)"; exit 7')
        $other = New-Item -ItemType Directory (Join-Path $TestDrive other)
        Set-Content -LiteralPath (Join-Path $other pwsh) -Value "#!/bin/sh`nexit 99"
        if ($IsLinux -or $IsMacOS) { chmod +x (Join-Path $other pwsh) }
        $before = $env:PATH
        $env:PATH = "$other$([System.IO.Path]::PathSeparator)$before"
        try { $run = Invoke-Shell $script, -Name, 'a b $c', '-Force:$false', -On, last }
        finally { $env:PATH = $before }
        $run.Output | Should -Be 'a b $c|False|True|last|7.6.9'
        $run.ExitCode | Should -Be 7
    }

    It 'finds the staged module first, also in child processes' {
        $run = Invoke-Shell (New-Script ('(Get-Module TencentLvb).ModuleBase; Start-Job { (Get-Command Get-LvbChannel).Module.ModuleBase ' +
            '} | Receive-Job -Wait'))
        $run.Output | Should -Be @((Join-Path $root out/TencentLvb), (Join-Path $root out/TencentLvb))
    }

    It 'without a script is a prompt with the module and the line editor' {
        $run = Invoke-Shell @() "(Get-Module TencentLvb, PSReadLine).Name -join ' '`nexit 4`n"
        "$($run.Output)" | Should -BeLike '*PSReadLine TencentLvb*'
        $run.ExitCode | Should -Be 4
    }

    It 'lets a script clean up after Ctrl+C' -Skip:(-not (Get-Command setsid -ErrorAction Ignore)) {
        $script = New-Script ("'ready'; try { while (`$true) { Start-Sleep -Milliseconds 50 } } finally { [Console]::WriteLine('cleaned " +
            "up') }")
        $start = [System.Diagnostics.ProcessStartInfo]::new('setsid', "dotnet run --no-build --project `"$project`" -- `"$script`"")
        $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        try {
            $process.StandardOutput.ReadLine() | Should -Be 'ready'
            # A terminal sends it to the whole process group.
            & (Get-Command kill -CommandType Application | Select-Object -First 1) -INT -- "-$($process.Id)"
            $process.WaitForExit(30000) | Should -BeTrue
            $process.StandardOutput.ReadToEnd() | Should -BeLike 'cleaned up*'
        }
        finally { if (-not $process.HasExited) { $process.Kill() } }
    }

    It 'runs the Quickstart to its end on <Service>' -ForEach @(
        @{ Service = 'API 2.0, the default'; Chosen = @(); Some = 'LvbApi.20601', 'Screenshots: reading removes' }
        @{ Service = 'API 3.0'; Chosen = '-Api', 'V3'; Some = 'CancelSessionNotExist', 'AKID', 'http://localhost:8080/' }
    ) {
        $script = Join-Path $root examples/Quickstart.ps1
        $run = Invoke-Shell (@($script) + $Chosen)
        $run.ExitCode | Should -Be 0
        $isHeading = { $_ -match "^\s*'(---.*)'$" }
        $headings = @(Get-Content $script | Where-Object $isHeading | ForEach-Object { ($_ -replace "^\s*'|'$") })
        $headings.Count | Should -BeGreaterThan 8
        # Screenshots have one heading per service.
        $mine = @($headings | Where-Object { $_ -notlike '--- Screenshots*' -or ($_ -like '*API 3.0*') -eq ($Chosen.Count -gt 0) })
        $mine | Should -HaveCount ($headings.Count - 1)
        @($run.Output | Where-Object { $_ -in $headings }) | Should -Be $mine
        foreach ($text in @('8888_news', 'Live', 'Disabled', '8888_quickstart') + $Some) { "$($run.Output)" | Should -BeLike "*$text*" }
    }
}
