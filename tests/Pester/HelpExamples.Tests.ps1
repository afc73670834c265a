# Every example of the help pages runs as a reader runs it: connected to an emulator with sample data, in an empty folder.

BeforeDiscovery {
    # The pages use realistic durations, which would take too long here. Only durations are shortened, and an evening is always in the
    # future.
    function ConvertTo-QuickCode($Code, $Cmdlet) {
        $quick = $Code -replace '\(Get-Date\)\.Date\.AddHours\(20\)', '(Get-Date).AddHours(1)'
        $quick = $quick -replace '(?<=-PollInterval )\w+', '200ms' -replace '(?<=Start-Sleep -Seconds )\d+', '0.05'
        if ($Cmdlet -notlike 'Wait-*') { $quick = $quick -replace '(?<=-Timeout )\w+', '1s' }
        if ($Cmdlet -match '^(Watch|Show)-') { $quick = $quick -replace '(?<=-Interval )\w+', '1s' -replace '(?<=-Duration )\w+', '2s' }
        if ($quick -match 'Wait-LvbTapeFile') { $quick = $quick -replace '(?<=Start-LvbTape .*-Duration )\w+',
            '1s' -replace 'Wait-LvbTapeFile', '$0 -PollInterval 200ms' }
        if ($quick -match 'Wait-LvbChannel') { $quick = $quick -replace 'Wait-LvbChannel', '$0 -PollInterval 200ms' }
        $quick
    }

    $examples = foreach ($page in Get-ChildItem $PSScriptRoot/../../en-US/help -Filter *-*.md) {
        foreach ($example in [regex]::Matches((Get-Content -LiteralPath $page.FullName -Raw),
            '(?ms)^### (Example \d[^\r\n]*)(.*?)(?=^##)')) {
            $blocks = [regex]::Matches($example.Groups[2].Value, '(?ms)^```powershell( endless)?\r?\n(.*?)^```')
            @{
                Cmdlet  = $page.BaseName
                Api     = if ($page.BaseName -match '-Lvb(Domain|TapeTask|EventRecord|Callback)$') { 'V3' } else { 'V2' }
                Title   = $example.Groups[1].Value
                Code    = ConvertTo-QuickCode (@($blocks | ForEach-Object { $_.Groups[2].Value }) -join "`n") $page.BaseName
                Endless = @($blocks | Where-Object { $_.Groups[1].Success }).Count -gt 0
            }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $before = $env:LVB_PROFILE_PATH, $env:TENCENTCLOUD_SECRET_ID, $env:TENCENTCLOUD_SECRET_KEY
    $env:TENCENTCLOUD_SECRET_ID, $env:TENCENTCLOUD_SECRET_KEY = 'AKIDexample', 'k'
    $manifest = Join-Path (Get-Module TencentLvb).ModuleBase TencentLvb.psd1

    # What only a person or a vault can supply.
    $answers = Join-Path $TestDrive Microsoft.PowerShell.SecretManagement.psm1
    Set-Content -LiteralPath $answers -Value @'
function Set-Secret { param($Name, $Secret) [AppDomain]::CurrentDomain.SetData("example secret $Name", $Secret) }
function Get-Secret {
    param($Name, $Vault)
    $stored = [AppDomain]::CurrentDomain.GetData("example secret $Name")
    if ($stored) { $stored } else { ConvertTo-SecureString k -AsPlainText -Force }
}
function Read-Host { param($Prompt, [switch]$AsSecureString) if ($AsSecureString) {
    ConvertTo-SecureString k -AsPlainText -Force } else { 'k' } }
function Get-Credential { param($UserName, $Message) [pscredential]::new($UserName, (ConvertTo-SecureString k -AsPlainText -Force)) }
'@
}

AfterAll { $env:LVB_PROFILE_PATH, $env:TENCENTCLOUD_SECRET_ID, $env:TENCENTCLOUD_SECRET_KEY = $before }

Describe 'The help of <Cmdlet>' -ForEach $examples {
    BeforeEach {
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive (New-Guid))).FullName
        $env:LVB_PROFILE_PATH = Join-Path $folder profiles.json
        $shell = [powershell]::Create()
        $null = $shell.AddScript('
            param($Manifest, $Answers, $Folder, $Api)
            $ErrorActionPreference = "Stop"
            Import-Module $Manifest, $Answers
            Set-Location $Folder
            $emulator = Start-LvbEmulator -SampleData
            Connect-Lvb -Emulator $emulator -Api $Api
            $ErrorActionPreference =
                "Continue"').AddArgument($manifest).AddArgument($answers).AddArgument($folder).AddArgument($Api).Invoke()
        $shell.Commands.Clear()
    }

    AfterEach {
        $shell.Commands.Clear()
        $null = $shell.AddScript('Stop-LvbEmulator').Invoke()
        $shell.Dispose()
    }

    It 'has an example that runs: <Title>' {
        $Code | Should -BeLike "*$Cmdlet*"
        $running = $shell.AddScript($Code).BeginInvoke()
        if ($Endless) {
            $running.AsyncWaitHandle.WaitOne(1000) | Should -BeFalse
            $shell.Stop()
        }
        else { $null = $shell.EndInvoke($running) }
        $shell.Streams.Error | Should -BeNullOrEmpty
    }
}
