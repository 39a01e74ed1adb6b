package dev.muster.agent.outlet;

/** The cloud around an agent: takes what the node tells, and tells what becomes of the machine. */
public interface Outlet {
    /** Where this is; what is not known yet is null. Does not wait. */
    Place place();

    /** Begins to publish and to follow the machine's life, in threads of its own. Does not wait. */
    Opened open(Stage stage);

    /** An outlet at work. */
    interface Opened extends AutoCloseable {
        /** Tells what is left to tell, for a few seconds at most, and ends. */
        @Override
        void close();
    }

    /** A machine of one's own: nobody else is told. */
    static Outlet none() {
        return new Outlet() {
            @Override
            public Place place() {
                return Place.HERE;
            }

            @Override
            public Opened open(Stage stage) {
                return () -> {};
            }
        };
    }
}
