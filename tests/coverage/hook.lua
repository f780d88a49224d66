-- What the stock interpreter runs first, so that lines.c sees its lines too.
package.loadlib(os.getenv("LD_PRELOAD"), "luaopen_lines")()
