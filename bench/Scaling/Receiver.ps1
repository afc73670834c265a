<#
.SYNOPSIS
    One of the two receivers of the trial: adds the ID of each event to a Redis set, and the event to a list if the ID is new.
.PARAMETER Module
    The manifest of the module.
.PARAMETER Port
    The port on which it listens.
.PARAMETER SpoolPath
    The spool of this receiver.
.PARAMETER RedisPort
    The port of Redis on this machine.
.PARAMETER Key
    The callback key.
#>
param([string]$Module, [int]$Port, [string]$SpoolPath, [int]$RedisPort, [string]$Key)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$redis = [System.Net.Sockets.TcpClient]::new('127.0.0.1', $RedisPort)
$redis.NoDelay = $true
$stream = $redis.GetStream()
$reader = [System.IO.StreamReader]::new($stream)

# Both in one step: an ID in the set always has its event in the list, whatever is killed.
$take = "if redis.call('SADD', KEYS[1], ARGV[1]) == 1 then return redis.call('RPUSH', KEYS[2], ARGV[2]) else " +
    "return redis.call('INCR', KEYS[3]) end"

function Invoke-Redis {
    $text = "*$($args.Count)`r`n" + -join ($args | ForEach-Object { "`$$([System.Text.Encoding]::UTF8.GetByteCount("$_"))`r`n$_`r`n" })
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($text)
    $stream.Write($bytes, 0, $bytes.Length)
    $answer = $reader.ReadLine()
    if ($answer -notlike ':*') {
        throw "Redis answered '$answer'."
    }
}

Receive-LvbEvent -Prefix "http://127.0.0.1:$Port/" -SpoolPath $SpoolPath -Key (ConvertTo-SecureString $Key -AsPlainText -Force) |
    ForEach-Object { Invoke-Redis EVAL $take 3 lvb:ids lvb:events lvb:doubles $_.Id $_.Sequence }
