package com.example.myapp.server;

import com.example.myapp.server.Reserve.Share.Part;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Stands before a decoder of frames, and counts what it makes a connection hold: a frame
 * that does not end, and what nobody has read of those that did.
 */
final class Intake extends ChannelInboundHandlerAdapter {

	private final Part held;

	/** Bytes of a frame that has not come whole. */
	private int partial;

	private int unread;

	Intake(Reserve reserve) {
		this.held = reserve.waiting().new Part();
	}

	/** A frame has come whole. */
	void hasFrame() {
		this.partial = 0;
	}

	/** So many bytes of frames wait to be read; returns whether they may. */
	boolean hasUnread(int bytes) {
		this.unread = bytes;
		// The decoder's buffer, of which they are slices, grows by doubling.
		return this.held.holds(2L * (this.partial + this.unread));
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object msg) {
		this.partial += ((ByteBuf) msg).readableBytes();
		ctx.fireChannelRead(msg);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		ctx.fireChannelReadComplete();
		if (!hasUnread(this.unread)) {
			this.held.holds(0);
			// At once, which frees what has come.
			IdleGuard.cut(ctx.channel());
		}
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext ctx) {
		this.held.holds(0);
	}

}
