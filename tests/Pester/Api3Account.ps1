# An account of API 3.0 on an emulator, a vault, and a machine without keys of Tencent Cloud.
# In a spec: BeforeAll { . $PSScriptRoot/Api3Account.ps1 }, BeforeEach { $vault = Reset-TestVault; $userHome = Reset-Machine }, AfterAll {
# Restore-Machine }.
. $PSScriptRoot/Vault.ps1

$keyText = 'secret-key-of-the-account'
$secretKey = ConvertTo-TestKey $keyText
$theirs = Start-LvbEmulator -AppId 4321 -Key (ConvertTo-TestKey $rightKey) -SecretId AKIDmine -SecretKey $secretKey
Set-LvbEmulatorStream -Emulator $theirs -StreamId 8888_a -State Live
$root = [uri]::new($theirs.Uri, '/')
$role = 'qcs::cam::uin/100000000001:roleName/live-ops'

# The pair as a vault, the environment and files store it.
$inVault = @{ SecretId = 'AKIDmine'; SecretKey = $secretKey }
$inEnvironment = @{ TENCENTCLOUD_SECRET_ID = 'AKIDmine'; TENCENTCLOUD_SECRET_KEY = $keyText }
$inFile = "[default]`nsecret_id = AKIDmine`nsecret_key = $keyText`n"
$inTccli = "{ `"secretId`": `"AKIDmine`", `"secretKey`": `"$keyText`" }"

# Process-wide settings, which are restored at the end.
$homeName = if ($IsLinux -or $IsMacOS) { 'HOME' } else { 'USERPROFILE' }
$names = @(
    'TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY'
    'TENCENTCLOUD_SESSIONTOKEN', 'TENCENTCLOUD_ROLE_ARN', 'TENCENTCLOUD_ROLE_SESSION_NAME', 'TCCLI_PROFILE'
    'TKE_REGION', 'TKE_PROVIDER_ID', 'TKE_WEB_IDENTITY_TOKEN_FILE', 'TKE_ROLE_ARN'
    'LVB_METADATA_ENDPOINT', 'LVB_STS_ENDPOINT', 'LVB_PROFILE_PATH', 'LVB_PROFILE', $homeName
)
$machine = @{}
foreach ($name in $names) { $machine[$name] = [Environment]::GetEnvironmentVariable($name) }

function Set-Variables([hashtable]$Values) {
    foreach ($name in $Values.Keys) { [Environment]::SetEnvironmentVariable($name, $Values[$name]) }
}

# An empty home folder and no variable of Tencent Cloud. STS is the emulator's, and the metadata service does not respond.
function Reset-Machine {
    $userHome = (New-Item -ItemType Directory -Path (Join-Path $TestDrive (New-Guid))).FullName
    foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $null) }
    Set-Variables @{
        $homeName = $userHome
        LVB_PROFILE_PATH = Join-Path $userHome profiles.json
        LVB_METADATA_ENDPOINT = "http://127.0.0.1:$(Get-FreePort)/"
        LVB_STS_ENDPOINT = "$root"
    }
    $userHome
}

function Restore-Machine {
    Set-Variables $machine
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $theirs
    Remove-TestVault
}

function Set-UserFile([string]$Path, [string]$Text) {
    $full = Join-Path $userHome $Path
    $null = New-Item -ItemType Directory -Path (Split-Path $full) -Force
    Set-Content -LiteralPath $full -Value $Text -NoNewline
    $full
}

function Get-Connected { @(Get-LvbChannelStatus 8888_a -ErrorAction Stop).Status }

# Keys of a role, with a token, as STS returns them.
function Get-TemporaryKeys {
    $connection = Connect-Lvb -Emulator $theirs -Api V3 -PassThru
    $parameters = @{ RoleArn = $role; RoleSessionName = 'spec' }
    (Invoke-LvbApi AssumeRole $parameters -Service sts -Connection $connection -Confirm:$false).Credentials
    Disconnect-Lvb
}
