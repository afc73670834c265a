# What every spec needs, in any shell. In a spec: BeforeAll { . $PSScriptRoot/Common.ps1 }
if (-not (Get-Module -Name TencentLvb)) {
    Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'out', 'TencentLvb', 'TencentLvb.psd1')) -ErrorAction Stop
}

# ConvertTo-SecureString is not part of the bare engine.
function ConvertTo-TestKey([string]$Text = 'test-key-of-our-own') {
    $key = [System.Security.SecureString]::new()
    foreach ($letter in $Text.ToCharArray()) { $key.AppendChar($letter) }
    $key.MakeReadOnly()
    $key
}
