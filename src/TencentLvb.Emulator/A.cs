namespace TencentLvb.Emulator;
internal static class A { }
