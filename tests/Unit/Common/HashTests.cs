using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace TencentLvb.Unit.Common;

/// <summary>Signatures and names do not depend on which hash algorithms the machine allows.</summary>
public sealed class HashTests
{
    [Theory]
    [InlineData("", "d41d8cd98f00b204e9800998ecf8427e", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "900150983cd24fb0d6963f7d28e17f72", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void OurImplementationsFollowTheStandards(string text, string md5, string sha256)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.Equal(md5, Hashes.Hex(ManagedMd5.Hash(bytes, bytes.Length)));
        Assert.Equal(sha256, Hashes.Hex(ManagedSha256.Hash(bytes, bytes.Length)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(65)]
    public void HexHasTwoDigitsPerByte(int count)
    {
        var bytes = new byte[count];
        new Random(3).NextBytes(bytes);
        Assert.Equal(Convert.ToHexStringLower(bytes), Hashes.Hex(bytes));
    }

    [Fact]
    public void OurImplementationsAgreeWithThePlatformAtEveryLength()
    {
        var bytes = new byte[400];
        new Random(5).NextBytes(bytes);
        for (var count = 0; count < bytes.Length; count++)
        {
            Assert.Equal(MD5.HashData(bytes.AsSpan(0, count)), ManagedMd5.Hash(bytes, count));
            Assert.Equal(SHA256.HashData(bytes.AsSpan(0, count)), ManagedSha256.Hash(bytes, count));
        }
    }

    /// <summary>The exceptions of a platform that forbids or lacks an algorithm.</summary>
    public static TheoryData<Exception> Refusals =>
    [
        new CryptographicException("error:03000086:digital envelope routines::initialization error"),
        new InvalidOperationException("This implementation is not part of the Windows Platform FIPS validated cryptographic algorithms."),
        new TargetInvocationException(new InvalidOperationException()), new PlatformNotSupportedException(),
        new TypeInitializationException("x", null), new DllNotFoundException(),
    ];

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void ABlockedAlgorithmIsReplacedAndNotTriedAgain(Exception refusal)
    {
        var (isBlocked, asked) = (false, 0);
        for (var i = 0; i < 2; i++)
        {
            var hash = Hashes.Compute(() => ++asked > 0 ? throw refusal : MD5.Create(), ManagedMd5.Hash, [97, 98, 99, 0], 3, ref isBlocked);
            Assert.Equal("900150983cd24fb0d6963f7d28e17f72", Hashes.Hex(hash));
        }

        Assert.Equal(1, asked);
    }
}
